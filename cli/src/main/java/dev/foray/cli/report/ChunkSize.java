package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.ReportAdmin.Report;
import dev.foray.protocol.ReportAdmin.TimeSpent;
import java.util.Optional;

/**
 * What larger chunks would have done for a job, from what its own were measured to spend on their
 * start and on their work. Says nothing where that is little, or where too few were measured.
 */
public record ChunkSize(Report report) {
  private static final double MUCH_START = 0.2;
  private static final double LITTLE_START = 0.05;
  private static final long LEAST_START = 10_000;
  private static final int[] TIMES_LARGER = {2, 5, 10, 20, 50, 100};

  /** With fewer, nothing is said of them all. */
  public static final int ENOUGH_CHUNKS = 5;

  /**
   * One sentence; empty where no other size is known to be better. A dry run's chunks say nothing
   * of start-up: the first of a release start slower than those after them.
   */
  public Optional<String> sentence() {
    int times = timesLarger();
    if (times < 2 || report.job().dryRun() != null) {
      return Optional.empty();
    }
    TimeSpent spent = report.spent();
    long each = (spent.startMillis() + spent.workMillis()) / spent.attempts();
    return Optional.of(
        "chunks lasted "
            + Times.length(each)
            + ", of which "
            + Times.length(spent.startMillis() / spent.attempts())
            + " were start"
            + pairsASecond()
            + ": "
            + times
            + " times larger ones"
            + pairs(times)
            + " would have saved about "
            + Advice.percent(saved(times) / (spent.startMillis() + spent.workMillis()))
                .replace('\u00a0', ' ')
            + " of their slot time");
  }

  /** By how much larger chunks do better; 1: none are known to. */
  int timesLarger() {
    TimeSpent spent = report.spent();
    Measured measured = new Measured(report);
    return spent.attempts() < ENOUGH_CHUNKS
            || measured.startShare() < MUCH_START
            || spent.startMillis() < LEAST_START
        ? 1
        : timesLarger(spent, measured);
  }

  /** Until start-up is little, or there are too few chunks to keep each slot busy. */
  private int timesLarger(TimeSpent spent, Measured measured) {
    double chunks = report.durations().count();
    int larger = 1;
    for (int times : TIMES_LARGER) {
      double share =
          spent.startMillis() / (spent.startMillis() + (double) times * spent.workMillis());
      if (chunks / times < 2 * measured.peak()) {
        return larger;
      }
      larger = times;
      if (share <= LITTLE_START) {
        return larger;
      }
    }
    return larger;
  }

  /** Slot time, in milliseconds. */
  double saved(int times) {
    return report.spent().startMillis() * (1 - 1.0 / times);
  }

  /** How fast they read, once they had begun. */
  private String pairsASecond() {
    double seconds = report.spent().workMillis() / 1e3 * share();
    double pairs = report.job().progress().pairsRead();
    return pairs < 1 || seconds < 1
        ? ""
        : ", and read " + Amounts.count(Math.max(1, round(pairs / seconds))) + " pairs a second";
  }

  /** Chunks that committed, to those of them whose times are known. */
  private double share() {
    return report.job().done() / (double) report.spent().attempts();
  }

  private String pairs(int times) {
    JobSummary job = report.job();
    double usual = job.progress().pairsRead() / (double) Math.max(1, job.done());
    return usual < 1
        ? ""
        : ", of about "
            + Amounts.count(round(times * usual))
            + " rows (the last argument of keyRanges),";
  }

  /** To two digits that count. */
  private static long round(double number) {
    double digit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, number))) - 1));
    return Math.round(Math.round(number / digit) * digit);
  }
}
