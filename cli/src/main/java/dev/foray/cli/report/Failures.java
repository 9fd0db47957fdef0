package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.ReportAdmin.Example;
import dev.foray.protocol.ReportAdmin.FailureCause;
import dev.foray.protocol.ReportAdmin.Outcome;
import dev.foray.protocol.ReportAdmin.Report;

/** What went wrong, by cause and with the keys, and the pairs that were set aside. */
record Failures(Report report) {
  private static final int LONGEST_EXAMPLE = 1_000;
  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_CAUSE = 300;

  void write(Html html) {
    if (report.causes().isEmpty()) {
      html.element("p", "No attempt failed.");
    }
    for (FailureCause cause : report.causes()) {
      cause(html, cause);
    }
  }

  private static void cause(Html html, FailureCause cause) {
    html.open("article", "class", "cause");
    html.element(
        "h3",
        cause.kind()
            + ": "
            + Amounts.count(cause.attempts(), "attempt")
            + " at "
            + Amounts.count(cause.chunks(), "chunk"));
    html.element(
        "p",
        cause.kind().isCharged()
            ? "Charged to the chunk's attempts."
            : "Not charged to the chunk: it is tried again.",
        "class",
        "soft");
    html.open("ul");
    for (Example example : cause.examples()) {
      html.open("li").element("code", example.attempt().toString()).text(" ");
      html.foreign(Visible.text(example.failure(), LONGEST_EXAMPLE)).close();
    }
    html.close().close();
  }

  void attempts(Html html) {
    Grid grid =
        new Grid("How attempts at chunks ended")
            .name("state")
            .name("why")
            .number("attempts")
            .number("slot time");
    for (Outcome outcome : report.outcomes()) {
      grid.row(
          outcome.state().toString(),
          outcome.kind() == null ? "" : outcome.kind().toString(),
          Amounts.count(outcome.attempts()),
          Times.length(outcome.millis()));
    }
    grid.write(html);
  }

  void skipped(Html html) {
    JobSummary job = report.job();
    long all = job.progress().pairsSkipped();
    if (all == 0) {
      html.element("p", "No pair was set aside.");
      return;
    }
    int shown = report.skipped().size();
    Grid grid =
        new Grid(
                (shown < all ? "The first " + Amounts.count(shown) + " of " : "")
                    + Amounts.count(all, "pair")
                    + " set aside")
            .number("chunk")
            .number("attempt")
            .words("key")
            .words("why");
    for (SkippedPair pair : report.skipped()) {
      grid.row(
          Amounts.count(pair.chunk()),
          Amounts.count(pair.attempt()),
          Visible.text(pair.key(), LONGEST_KEY),
          Visible.text(pair.cause(), LONGEST_CAUSE));
    }
    grid.write(html);
  }
}
