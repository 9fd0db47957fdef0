package dev.foray.cli.follow;

import dev.foray.cli.reach.Master;
import dev.foray.cli.reach.NoMaster;
import dev.foray.cli.reach.Pace;
import dev.foray.cli.screen.Screen;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Follows a job until it ends, by asking the Master twice a second. A Master that does not answer
 * is asked again for two minutes: it may be starting anew, and the job is in its ledger. Used by
 * one thread.
 */
public final class Follow {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Master master;
  private final Screen screen;
  private final Display display;
  private final Pace pace;
  private final BooleanSupplier mayReturn;

  /**
   * @param mayReturn whether a Master that does not answer may come back
   */
  public Follow(
      Master master, Screen screen, Display display, Pace pace, BooleanSupplier mayReturn) {
    this.master = master;
    this.screen = screen;
    this.display = display;
    this.pace = pace;
    this.mayReturn = mayReturn;
  }

  /**
   * @return the job as it ended
   * @throws NoMaster if the Master stays away
   */
  public JobSummary untilEnd(JobId id) throws Refused, InterruptedException {
    JobSummary job = look(id);
    while (!job.state().isTerminal()) {
      pace.rest(BETWEEN_LOOKS);
      job = look(id);
    }
    return job;
  }

  private JobSummary look(JobId id) throws Refused, InterruptedException {
    JobSummary job = ask(id);
    display.show(job, pace.now());
    return job;
  }

  private JobSummary ask(JobId id) throws Refused, InterruptedException {
    try {
      return master.job(id);
    } catch (NoMaster e) {
      return askAgain(id, e);
    }
  }

  private JobSummary askAgain(JobId id, NoMaster first) throws Refused, InterruptedException {
    screen.complain(Wording.masterAway(id, PATIENCE));
    NoMaster last = first;
    Duration limit = pace.now().plus(PATIENCE);
    while (pace.now().compareTo(limit) < 0 && mayReturn.getAsBoolean()) {
      pace.rest(BETWEEN_LOOKS);
      try {
        JobSummary job = master.job(id);
        screen.complain(Wording.masterBack());
        return job;
      } catch (NoMaster e) {
        last = e;
      }
    }
    throw last;
  }
}
