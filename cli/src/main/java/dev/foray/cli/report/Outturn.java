package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.ReportAdmin.Durations;
import dev.foray.protocol.ReportAdmin.Report;
import dev.foray.protocol.Usd;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What was planned, beside what happened. */
record Outturn(Report report, Times times) {

  void write(Html html) {
    Grid grid =
        new Grid("The plan, and what became of it").name("of").words("planned").words("so it went");
    chunks(grid, report.job());
    lasting(grid, report.durations());
    atOnce(grid, report.job());
    due(grid, report.job());
    budget(grid, report.job().bill());
    setAside(grid, report.job());
    grid.write(html);
  }

  private static void chunks(Grid grid, JobSummary job) {
    if (job.chunks() != null) {
      grid.row(
          "chunks",
          Amounts.count(job.chunks()),
          Amounts.count(job.done())
              + " done"
              + some(job.failed(), "failed")
              + some(job.cancelled(), "cancelled")
              + some(job.running(), "running")
              + some(job.ready(), "waiting"));
    }
  }

  private static String some(int chunks, String state) {
    return chunks == 0 ? "" : ", " + Amounts.count(chunks) + " " + state;
  }

  private void lasting(Grid grid, Durations durations) {
    String expected =
        Times.length(report.expected().chunkMillis()) + ", " + report.expected().source();
    if (durations.count() > 0) {
      grid.row(
          "a chunk lasts",
          expected,
          Times.length(durations.totalMillis() / durations.count())
              + " on average, from "
              + Times.length(durations.leastMillis())
              + " to "
              + Times.length(durations.mostMillis()));
    }
  }

  private void atOnce(Grid grid, JobSummary job) {
    String limit =
        job.limit() == null
            ? setting("maxRunningChunks").orElse("")
            : Amounts.count(job.limit().chunks()) + ", as " + job.limit().by() + " said";
    grid.row(
        "chunks at once",
        limit,
        Amounts.count(Math.round(new Measured(report).peak())) + " at most");
  }

  private void due(Grid grid, JobSummary job) {
    Instant due = job.bill().dueAt();
    if (due != null) {
      Instant end = Objects.requireNonNullElse(job.endedAt(), report.at());
      grid.row(
          "to be done",
          "by " + times.moment(due),
          (job.endedAt() == null ? "goes on, now " : times.moment(end) + ", ")
              + (end.isAfter(due)
                  ? Times.length(due, end) + " late"
                  : Times.length(end, due) + " early"));
    }
  }

  private static void budget(Grid grid, Bill bill) {
    Usd budget = bill.budget();
    if (budget != null) {
      grid.row("budget", "$" + budget, "$" + bill.usd() + " spent");
    }
  }

  private void setAside(Grid grid, JobSummary job) {
    grid.row(
        "pairs set aside",
        setting("maxSkipped").map(most -> most + " a chunk at most").orElse(""),
        Amounts.count(job.progress().pairsSkipped()));
  }

  private Optional<String> setting(String name) {
    return report.job().settings().stream()
        .filter(setting -> setting.name().equals(name))
        .map(Setting::value)
        .findFirst();
  }
}
