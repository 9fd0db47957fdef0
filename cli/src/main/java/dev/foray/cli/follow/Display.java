package dev.foray.cli.follow;

import dev.foray.protocol.JobAdmin.JobSummary;
import java.time.Duration;

/** Shows a job as it goes on. Used by one thread. */
public interface Display {
  /** Shows nothing, for a command that prints only the end. */
  Display NONE = (job, now) -> {};

  /**
   * @param now on a clock that only goes forward
   */
  void show(JobSummary job, Duration now);
}
