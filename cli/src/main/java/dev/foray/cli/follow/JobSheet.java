package dev.foray.cli.follow;

import static dev.foray.cli.screen.Amounts.count;

import dev.foray.cli.screen.Amounts;
import dev.foray.cli.screen.Hint;
import dev.foray.cli.screen.Sheet;
import dev.foray.cli.screen.Steers;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.Watch.JobLook;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** All that is known of a job, for a person. */
public final class JobSheet {
  /** Of causes, and of chunks that run. */
  private static final int MOST_ROWS = 5;

  private JobSheet() {}

  /**
   * @param look what whoever watches it is shown
   * @param hindsight one sentence for the next run; empty: there is none
   */
  public static List<String> lines(
      JobSummary job, JobLook look, Hint hint, String hindsight, Instant now) {
    String dryRun = job.dryRun() == null ? "" : ", a dry run: everything is rolled back";
    Sheet sheet = new Sheet(job.job() + " " + job.state() + " " + job.jobClass() + dryRun);
    sheet.row("because", Objects.requireNonNullElse(job.failure(), ""));
    sheet.row("waits", Objects.requireNonNullElse(job.waiting(), ""));
    sheet.row("untold", Objects.requireNonNullElse(job.untold(), ""));
    sheet.row("paused", job.pause() == null ? "" : Steers.pause(job.pause()));
    sheet.row("limit", job.limit() == null ? "" : Steers.limit(job.limit()));
    JobRows.addCounts(sheet, job);
    JobRows.addSkipped(sheet, job, hint);
    sheet.row("now", job.nodes() == 0 ? "" : ProgressLine.of(job));
    sheet.row("slots", job.state().isTerminal() ? "" : Wording.slots(job, look.slots()));
    look.stragglers().stream()
        .limit(MOST_ROWS)
        .forEach(chunk -> sheet.row("longest", Wording.runsFor(chunk, now)));
    JobRows.addBill(sheet, job);
    sheet.row("next time", hindsight);
    sheet.row("due", Amounts.moment(job.bill().dueAt()));
    JobRows.addDryRun(sheet, job);
    look.causes().stream()
        .limit(MOST_ROWS)
        .forEach(cause -> sheet.row("causes", Wording.cause(cause)));
    JobRows.addFailures(sheet, job, hint);
    sheet.row("submitted", Amounts.moment(job.submittedAt()) + " by " + job.submittedBy());
    sheet.row("ended", Amounts.moment(job.endedAt()));
    sheet.row("took", Amounts.between(job.submittedAt(), job.endedAt()));
    sheet.row("key", Objects.requireNonNullElse(job.key(), ""));
    sheet.row("release", job.release());
    job.parameters().forEach(one -> sheet.row("parameters", one.name() + "=" + one.text()));
    job.settings().forEach(one -> sheet.row("settings", setting(one)));
    return sheet.lines();
  }

  /** {@code 12/34}, or empty before there is a plan. */
  public static String chunks(JobSummary job) {
    Integer chunks = job.chunks();
    return chunks == null ? "" : count(job.done()) + "/" + count(chunks);
  }

  private static String setting(Setting setting) {
    return setting.name() + "=" + setting.value() + " (" + setting.origin() + ")";
  }
}
