package dev.foray.cli.follow;

import dev.foray.cli.screen.Screen;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The lines that stay on the screen while a job goes on: each state that it enters, and what it
 * waits for where that changes, at most every ten seconds. Not thread-safe.
 */
final class Turns {
  private static final Duration BETWEEN_WAITS = Duration.ofSeconds(10);

  private final Screen screen;
  private @Nullable JobState state;
  private @Nullable String waiting;
  private @Nullable Duration waitSaid;

  Turns(Screen screen) {
    this.screen = screen;
  }

  /**
   * @return whether a line was written
   */
  boolean say(JobSummary job, Duration now) {
    boolean turned = saidState(job);
    return saidWait(job, now) || turned;
  }

  private boolean saidState(JobSummary job) {
    if (job.state() == state || job.state().isTerminal()) {
      return false;
    }
    state = job.state();
    screen.line(job.job() + " " + Wording.doing(job));
    return true;
  }

  private boolean saidWait(JobSummary job, Duration now) {
    String sentence = job.waiting();
    if (sentence == null || sentence.equals(waiting) || isTooSoon(now)) {
      return false;
    }
    waiting = sentence;
    waitSaid = now;
    screen.line("  " + sentence);
    return true;
  }

  private boolean isTooSoon(Duration now) {
    return waitSaid != null && now.minus(waitSaid).compareTo(BETWEEN_WAITS) < 0;
  }
}
