package dev.foray.master.submit;

import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Release;
import dev.foray.master.ledger.Retrials;
import dev.foray.master.release.ReleaseStore;
import dev.foray.master.release.StoredRelease;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Retry;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Refused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has jobs that have ended run again, with other code or parameters where those are given. Made by
 * the Master's main; thread-safe.
 */
public final class Retries {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

  private final ReleaseStore releases;
  private final Ledger ledger;

  public Retries(ReleaseStore releases, Ledger ledger) {
    this.releases = releases;
    this.ledger = ledger;
  }

  /**
   * @return false: there is nothing to run again, or it runs already
   * @throws Refused if the job was cancelled or is a dry run, or the code, a parameter or a setting
   *     can't be used
   */
  public boolean retry(Job job, Retry retry) throws Refused {
    if (job.state() == JobState.CANCELLED) {
      throw refused(job.id() + " was cancelled, and that is for good: submit it again");
    }
    if (job.dryRun()) {
      throw refused(job.id() + " is a dry run, which nothing of is kept: submit it again");
    }
    boolean mayRun =
        job.state() == JobState.FAILED
            || (retry.setAsideOnly() && job.state() == JobState.SUCCEEDED);
    if (!mayRun) {
      return false;
    }
    SubmissionCheck.parameters(retry.parameters());
    Retrials.Changes changes =
        new Retrials.Changes(
            release(job, retry), retry.parameters(), JobSetting.onCommandLine(retry.settings()));
    boolean again =
        retry.setAsideOnly()
            ? ledger.retrials().retrySetAside(job.id(), changes)
            : ledger.retrials().retryFailed(job.id(), changes);
    if (again) {
      LOG.info(
          "{} had {} and runs again{}, as {} asked",
          job.id(),
          job.state(),
          retry.setAsideOnly() ? " with the pairs that were set aside" : "",
          retry.by());
    }
    return again;
  }

  private @Nullable String release(Job job, Retry retry) throws Refused {
    String named = retry.release();
    if (retry.jars().isEmpty()) {
      return named == null ? itsOwn(job) : existing(job, named);
    }
    if (named != null) {
      throw refused("both a release and jars are given: give one of them");
    }
    StoredRelease stored = releases.store(SubmissionCheck.jars(retry.jars()));
    return withClass(job, stored.jobClasses().resolve(job.jobClass()), stored.release());
  }

  private @Nullable String itsOwn(Job job) throws Refused {
    if (releases.find(job.release()).isEmpty()) {
      throw refused(
          "the release "
              + job.release()
              + " of "
              + job.id()
              + " is old, and no longer kept: go on with other code, by --jar or --release");
    }
    return null;
  }

  private String existing(Job job, String id) throws Refused {
    Release release =
        releases
            .find(id)
            .orElseThrow(
                () -> refused("there is no release " + id + ": master job shows the one of a job"));
    String found = release.jobClasses().contains(job.jobClass()) ? job.jobClass() : "";
    return withClass(job, found, release);
  }

  private static String withClass(Job job, String found, Release release) throws Refused {
    if (!found.equals(job.jobClass())) {
      throw refused("the release " + release.id() + " has no job " + job.jobClass());
    }
    return release.id();
  }

  private static Refused refused(String message) {
    return new Refused(ExitCode.WRONG_USE, message);
  }
}
