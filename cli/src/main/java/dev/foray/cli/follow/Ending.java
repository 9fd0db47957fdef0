package dev.foray.cli.follow;

import dev.foray.cli.screen.Hint;
import dev.foray.cli.screen.Sheet;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.JobSummary;
import java.util.List;

/**
 * How a job ended, for a person and for the shell.
 *
 * @param hindsight one sentence for the next run; empty: there is none
 */
public record Ending(JobSummary job, Hint hint, String hindsight) {

  /** Without hindsight. */
  public Ending(JobSummary job, Hint hint) {
    this(job, hint, "");
  }

  public ExitCode exitCode() {
    return switch (job.state()) {
      case FAILED -> ExitCode.JOB_FAILED;
      case CANCELLED -> ExitCode.CANCELLED;
      case ACCEPTED, PLANNING, RUNNING, FINISHING, SUCCEEDED -> ExitCode.SUCCEEDED;
    };
  }

  /** What came out of it, and what failed with where to read why. */
  public List<String> lines() {
    Sheet sheet = new Sheet(Wording.ended(job));
    JobRows.addCounts(sheet, job);
    JobRows.addSkipped(sheet, job, hint);
    JobRows.addBill(sheet, job);
    sheet.row("next time", hindsight);
    JobRows.addDryRun(sheet, job);
    JobRows.addFailures(sheet, job, hint);
    return sheet.lines();
  }
}
