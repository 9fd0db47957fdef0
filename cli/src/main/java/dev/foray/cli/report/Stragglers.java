package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.ReportAdmin.Report;
import dev.foray.protocol.ReportAdmin.Straggler;
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
            .number("of this start")
            .number("× median")
            .number("pairs read")
            .number("attempts")
            .name("worker")
            .words("covers");
    report.longest().forEach(straggler -> grid.row(cells(straggler)));
    grid.write(html);
  }

  private String[] cells(Straggler straggler) {
    ChunkSummary chunk = straggler.chunk();
    long median = report.durations().medianMillis();
    return new String[] {
      "chunk-" + chunk.index(),
      chunk.state().toString(),
      Times.length(straggler.millis()),
      Times.length(straggler.startMillis()),
      median == 0 ? "" : String.format(Locale.ROOT, "%.1f", straggler.millis() / (double) median),
      Amounts.count(chunk.progress().pairsRead()),
      Amounts.count(chunk.attempts()),
      Objects.requireNonNullElse(chunk.worker(), ""),
      chunk.covers()
    };
  }
}
