package dev.foray.cli.console;

import static dev.foray.cli.screen.Amounts.count;

import dev.foray.cli.screen.Amounts;
import dev.foray.cli.screen.Money;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.Watch.JobLine;
import dev.foray.protocol.Watch.JobLook;
import java.util.ArrayList;
import java.util.List;

/** The lines above a job's grid. */
final class JobHead {
  private static final int BAR = 20;
  private static final int MOST_WHY = 3;

  private JobHead() {}

  static List<Line> lines(JobLook seen, Sparkline busy, int columns) {
    JobSummary job = seen.summary();
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(JobsPage.style(job.state()), job.state() + (job.pause() == null ? "" : " paused"))
            .add("  " + job.jobClass())
            .add(job.dryRun() == null ? "" : ", a dry run: everything is rolled back")
            .add(Style.FAINT, job.key() == null ? "" : "  key " + job.key()));
    lines.add(progress(job));
    lines.addAll(Line.wrapped(Style.STRONG, seen.why(), columns, MOST_WHY));
    String untold = job.untold();
    if (untold != null) {
      lines.addAll(Line.wrapped(Style.BAD, untold, columns, MOST_WHY));
    }
    lines.add(counts(job));
    String money = Money.bill(job.bill());
    if (!money.isEmpty()) {
      lines.add(Line.of(Style.FAINT, "cost   ").add(money));
    }
    if (!job.state().isTerminal()) {
      lines.add(
          Line.of(Style.FAINT, "slots  ")
              .add(job.running() + " of " + seen.slots() + " run its chunks  ")
              .add(Style.BUSY, busy.marks(Math.max(0, columns - 36))));
    }
    return lines;
  }

  /**
   * The first of them, as far as the list of jobs knows them.
   *
   * @param last what stands below them
   */
  static List<Line> lines(JobLine job, Line last) {
    Line first =
        Line.of(JobsPage.style(job.state()), job.state() + (job.paused() ? " paused" : ""))
            .add("  " + job.jobClass());
    return job.chunks() < 0
        ? List.of(first, last)
        : List.of(first, done(job.done(), job.chunks(), job.pairs()), last);
  }

  private static Line done(int done, int chunks, long pairs) {
    int percent = chunks == 0 ? 100 : (int) (100L * done / chunks);
    return Line.of(Style.GOOD, JobsPage.bar(done, Math.max(1, chunks), BAR))
        .add(" " + percent + " %  " + count(pairs) + " pairs");
  }

  private static Line progress(JobSummary job) {
    Integer chunks = job.chunks();
    if (chunks == null) {
      return Line.of(
          Style.FAINT,
          job.state().isTerminal() ? "It has ended without a plan." : "It is not planned yet.");
    }
    Line line = done(job.done(), chunks, job.progress().pairsMapped());
    if (job.pairsPerSecond() > 0) {
      line.add("  " + Amounts.rate(job.pairsPerSecond()));
    }
    if (job.left() != null) {
      line.add("  " + Amounts.left(job.left()));
    }
    if (job.state().isTerminal()) {
      line.add("  took " + Amounts.between(job.submittedAt(), job.endedAt()));
    }
    return line;
  }

  private static Line counts(JobSummary job) {
    Line line =
        Line.of(Style.FAINT, "chunks ")
            .add(count(job.done()) + " done, " + count(job.running()) + " running, ")
            .add(count(job.ready()) + " ready");
    if (job.failed() > 0) {
      line.add(", ").add(Style.BAD, count(job.failed()) + " failed");
    }
    if (job.cancelled() > 0) {
      line.add(", ").add(Style.WARNING, count(job.cancelled()) + " cancelled");
    }
    long setAside = job.progress().pairsSkipped();
    if (setAside > 0) {
      line.add("; ")
          .add(
              Style.WARNING, count(setAside) + (setAside == 1 ? " pair" : " pairs") + " set aside");
    }
    return line;
  }
}
