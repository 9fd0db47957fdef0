package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.ReportAdmin.Report;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** The chunks that held a slot for longest. */
record Stragglers(Report report) {

  void write(Html html) {
    if (report.longest().isEmpty()) {
      html.element("p", "No chunk has run yet.");
      return;
    }
    Grid grid =
        new Grid("The chunks that held a slot for longest")
            .name("chunk")
            .name("state")
            .number("lasted")
            .number("× median")
            .number("pairs read")
            .number("attempts")
            .name("worker")
            .words("covers");
    report.longest().forEach(chunk -> grid.row(cells(chunk)));
    grid.write(html);
  }

  private String[] cells(ChunkSummary chunk) {
    long millis = lasted(report, chunk);
    long median = report.durations().medianMillis();
    return new String[] {
      "chunk-" + chunk.index(),
      chunk.state().toString(),
      Times.length(millis),
      median == 0 ? "" : String.format(Locale.ROOT, "%.1f", (double) millis / median),
      Amounts.count(chunk.progress().pairsRead()),
      Amounts.count(chunk.attempts()),
      Objects.requireNonNullElse(chunk.worker(), ""),
      chunk.covers()
    };
  }

  static long lasted(Report report, ChunkSummary chunk) {
    Instant begin = chunk.startedAt();
    Instant end = Objects.requireNonNullElse(chunk.endedAt(), report.at());
    return begin == null ? 0 : Math.max(0, end.toEpochMilli() - begin.toEpochMilli());
  }
}
