package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobState;
import dev.foray.protocol.ReportAdmin.Report;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** The top of the page: which job, in which state, and the numbers that are asked for first. */
record Head(Report report, Times times) {

  void write(Html html) {
    JobSummary job = report.job();
    String name = job.jobClass().substring(job.jobClass().lastIndexOf('.') + 1);
    html.open("header");
    html.open("p", "class", "over").text(job.job().toString());
    if (job.key() != null) {
      html.text(" · ").foreign(job.key());
    }
    html.text(job.dryRun() == null ? "" : " · a dry run: everything is rolled back").close();
    html.open("h1").foreign(name).close();
    html.open("p", "class", "state " + job.state().name().toLowerCase(Locale.ROOT));
    html.element("span", mark(job.state()), "aria-hidden", "true");
    html.text(" " + job.state() + when(job)).close();
    if (!job.state().isTerminal()) {
      html.element(
          "p",
          "The job goes on: this is how it stood at "
              + times.moment(report.at())
              + ". "
              + sentence(report.why())
              + left(job),
          "class",
          "note");
    }
    if (job.failure() != null) {
      html.open("p", "class", "note").foreign(sentence(job.failure())).close();
    }
    figures(html, job);
    html.close();
  }

  private static String left(JobSummary job) {
    return job.left() == null ? "" : " " + Amounts.left(job.left()) + ".";
  }

  private static String mark(JobState state) {
    return switch (state) {
      case SUCCEEDED -> "✓";
      case FAILED -> "✗";
      case CANCELLED -> "■";
      case ACCEPTED, PLANNING, RUNNING, FINISHING -> "▶";
    };
  }

  private String when(JobSummary job) {
    String from = ", " + times.moment(job.submittedAt());
    return job.endedAt() == null
        ? from + " until now"
        : from + " to " + times.moment(job.endedAt());
  }

  private void figures(Html html, JobSummary job) {
    html.open("dl", "class", "figures");
    figure(html, Times.length(job.submittedAt(), end()), "from submission to " + endWord());
    figure(html, Amounts.count(job.done()), "of " + chunks(job) + " done" + failed(job));
    figure(html, Amounts.count(job.progress().pairsRead()), "pairs read" + rate(job));
    figure(html, Amounts.count(job.progress().pairsWritten()), "pairs written" + skipped(job));
    cost(html, job.bill());
    html.close();
  }

  /** The number is what is read first, but named before it for those who listen. */
  private static void figure(Html html, String number, String name) {
    html.open("div").element("dt", name).element("dd", number).close();
  }

  private Instant end() {
    return Objects.requireNonNullElse(report.job().endedAt(), report.at());
  }

  private String endWord() {
    return report.job().endedAt() == null ? "now" : "end";
  }

  private static String chunks(JobSummary job) {
    return job.chunks() == null ? "chunks not yet planned" : Amounts.count(job.chunks(), "chunk");
  }

  private static String failed(JobSummary job) {
    return job.failed() == 0 ? "" : ", " + Amounts.count(job.failed()) + " failed";
  }

  private static String skipped(JobSummary job) {
    long skipped = job.progress().pairsSkipped();
    return skipped == 0 ? "" : ", " + Amounts.count(skipped) + " set aside";
  }

  private String rate(JobSummary job) {
    double seconds =
        Math.max(0.001, (end().toEpochMilli() - job.submittedAt().toEpochMilli()) / 1e3);
    return ", " + Amounts.rate(job.progress().pairsRead() / seconds);
  }

  private static void cost(Html html, Bill bill) {
    if (bill.unpriced() < bill.nodes()) {
      figure(html, "$" + bill.usd(), "for " + Amounts.count(bill.nodes(), "node"));
    } else {
      figure(
          html,
          Times.length(bill.seconds() * 1_000),
          "billed, of " + Amounts.count(bill.nodes(), "node"));
    }
  }

  private static String sentence(String text) {
    String begun = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return begun.endsWith(".") || begun.endsWith("?") ? begun : begun + ".";
  }
}
