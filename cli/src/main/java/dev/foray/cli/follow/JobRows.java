package dev.foray.cli.follow;

import static dev.foray.cli.screen.Amounts.count;

import dev.foray.cli.screen.Hint;
import dev.foray.cli.screen.Money;
import dev.foray.cli.screen.Pairs;
import dev.foray.cli.screen.Sheet;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.JobAdmin.ChunkFailure;
import dev.foray.protocol.JobAdmin.DryRun;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Progress;
import java.util.ArrayList;
import java.util.List;

/** The rows in which a job's end and a job's sheet are alike. */
final class JobRows {
  private static final int MOST_FAILURES = 5;

  private JobRows() {}

  /** Chunks, pairs and counters. */
  static void addCounts(Sheet sheet, JobSummary job) {
    if (job.chunks() != null) {
      sheet.row("chunks", chunks(job)).row("pairs", pairs(job.progress()));
    }
    job.counters()
        .forEach(counter -> sheet.row("counters", counter.name() + " " + count(counter.count())));
  }

  /** How many pairs are set aside. */
  static void addSkipped(Sheet sheet, JobSummary job, Hint hint) {
    sheet.row("skipped", Pairs.setAside(job, hint));
  }

  /** What the nodes have cost. */
  static void addBill(Sheet sheet, JobSummary job) {
    sheet.row("costs", Money.bill(job.bill()));
  }

  /** What a dry run shows of the job in earnest. */
  static void addDryRun(Sheet sheet, JobSummary job) {
    DryRun dryRun = job.dryRun();
    if (dryRun == null) {
      return;
    }
    dryRun.firstPairs().forEach(pair -> sheet.row("writes", Wording.pair(pair)));
    sheet.row("a chunk", Wording.chunkLasts(dryRun));
    sheet.row("in all", Wording.inAll(dryRun));
  }

  /** What failed, why, and where to read more. */
  static void addFailures(Sheet sheet, JobSummary job, Hint hint) {
    List<ChunkFailure> shown = job.failedChunks().stream().limit(MOST_FAILURES).toList();
    for (ChunkFailure failure : shown) {
      sheet.row("failed", Wording.failedChunk(failure));
      sheet.row("failed", Wording.readLog(failure.attempt().subject(), hint));
    }
    if (job.failed() > shown.size()) {
      sheet.row("failed", Wording.moreFailedChunks(job, shown.size(), hint));
    }
    if (job.state() == JobState.FAILED && job.failed() == 0) {
      sheet.row("failed", Wording.readLog(job.job() + failedStep(job), hint));
    }
  }

  private static String failedStep(JobSummary job) {
    return job.chunks() == null ? ".plan" : ".finish";
  }

  private static String chunks(JobSummary job) {
    List<String> parts = new ArrayList<>();
    addIfAny(parts, job.done(), "done");
    addIfAny(parts, job.running(), "running");
    addIfAny(parts, job.ready(), "ready");
    addIfAny(parts, job.failed(), "failed");
    addIfAny(parts, job.cancelled(), "cancelled");
    return String.join(", ", parts);
  }

  private static String pairs(Progress pairs) {
    List<String> parts = new ArrayList<>();
    addIfAny(parts, pairs.pairsRead(), "read");
    addIfAny(parts, pairs.pairsMapped(), "mapped");
    addIfAny(parts, pairs.pairsEmitted(), "emitted");
    addIfAny(parts, pairs.pairsWritten(), "written");
    addIfAny(parts, pairs.pairsSkipped(), "skipped");
    return String.join(", ", parts);
  }

  private static void addIfAny(List<String> parts, long number, String what) {
    if (number > 0) {
      parts.add(count(number) + " " + what);
    }
  }
}
