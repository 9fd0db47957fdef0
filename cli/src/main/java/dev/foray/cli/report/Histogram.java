package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.ReportAdmin.Durations;

/** Draws how many chunks lasted how long. */
final class Histogram {
  private static final int HEIGHT = 236;
  private static final int LEFT = 60;
  private static final int RIGHT = Drawing.WIDTH - 84;
  private static final int TOP = 50;
  private static final int GROUND = 196;
  private static final int BEYOND = Drawing.WIDTH - 60;

  private final Durations durations;
  private final Axis time;
  private final Axis chunks;

  /**
   * @param durations of one attempt or more
   */
  Histogram(Durations durations) {
    this.durations = durations;
    this.time = new Axis((double) durations.binMillis() * durations.bins().size(), LEFT, RIGHT);
    int most = durations.bins().stream().mapToInt(Integer::intValue).max().orElse(1);
    this.chunks = new Axis(Math.max(1, Math.max(most, durations.beyond())), GROUND, TOP);
  }

  void write(Html html) {
    html.open("figure");
    Drawing drawing =
        Drawing.begin(html, "lasted", HEIGHT, "Chunks by how long they lasted", description());
    for (long tick : chunks.counts(4)) {
      drawing.line("rule", LEFT, chunks.at(tick), Drawing.WIDTH - 8, chunks.at(tick));
      drawing.text("end", LEFT - 8, chunks.at(tick) + 4, Amounts.count(tick));
    }
    bars(drawing);
    for (long tick : time.times(10)) {
      drawing.line("tick", time.at(tick), GROUND, time.at(tick), GROUND + 5);
      drawing.text("middle", time.at(tick), GROUND + 20, Lengths.round(tick));
    }
    drawing.line("axis", LEFT, GROUND, RIGHT, GROUND);
    mark(drawing, "end", durations.medianMillis(), "half within ");
    mark(drawing, "start", durations.ninetiethMillis(), "90 % within ");
    drawing.end();
    html.close();
  }

  private void bars(Drawing drawing) {
    for (int bin = 0; bin < durations.bins().size(); bin++) {
      int count = durations.bins().get(bin);
      long from = bin * durations.binMillis();
      long until = from + durations.binMillis();
      if (count > 0) {
        drawing.rect(
            "bar",
            time.at(from) + 1,
            chunks.at(count),
            time.at(until) - 1,
            GROUND,
            Amounts.count(count, "chunk")
                + ": "
                + Times.length(from)
                + " to "
                + Times.length(until));
      }
    }
    if (durations.beyond() > 0) {
      String longer = "longer than " + Times.length((long) time.most());
      drawing.rect(
          "starting",
          BEYOND,
          chunks.at(durations.beyond()),
          Drawing.WIDTH - 8,
          GROUND,
          Amounts.count(durations.beyond(), "chunk") + ": " + longer);
      drawing.line("axis", BEYOND, GROUND, Drawing.WIDTH - 8, GROUND);
      drawing.text("end", Drawing.WIDTH - 8, GROUND + 20, "longer");
    }
  }

  private void mark(Drawing drawing, String anchor, long millis, String what) {
    double x = time.at(Math.min(time.most(), (double) millis));
    int row =
        "end".equals(anchor) ? TOP - 26 : TOP - 10; // Each in a row of its own, above the bars.
    drawing.line("mark", x, row - 10, x, GROUND);
    boolean isAtEdge = "end".equals(anchor) ? x < LEFT + 130 : x > RIGHT - 60;
    String side = isAtEdge ? ("end".equals(anchor) ? "start" : "end") : anchor;
    drawing.text(side, "end".equals(side) ? x - 6 : x + 6, row, what + Times.length(millis));
  }

  private String description() {
    return Amounts.count(durations.count(), "attempt")
        + " lasted from "
        + Times.length(durations.leastMillis())
        + " to "
        + Times.length(durations.mostMillis())
        + ", half of them at most "
        + Times.length(durations.medianMillis())
        + ", nine of ten at most "
        + Times.length(durations.ninetiethMillis())
        + ".";
  }
}
