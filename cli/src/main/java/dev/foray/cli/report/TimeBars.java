package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.Phases;
import dev.foray.protocol.ReportAdmin.TimeSpent;
import java.util.ArrayList;
import java.util.List;

/** Draws what an attempt spent its time on, on average, as bars on one scale. */
final class TimeBars {
  private static final int ROW = 26;
  private static final int BAR = 14;
  private static final int LEFT = 190;
  private static final int RIGHT = Drawing.WIDTH - 130;

  private final TimeSpent spent;
  private final Axis time;

  private record Bar(String css, String name, long millis) {}

  /**
   * @param spent by one attempt or more
   */
  TimeBars(TimeSpent spent) {
    this.spent = spent;
    Phases phases = spent.phases();
    long most =
        Math.max(
            Math.max(spent.startMillis(), spent.workMillis()),
            Math.max(
                Math.max(phases.readMillis(), phases.mapMillis()),
                Math.max(phases.writeMillis(), phases.commitMillis())));
    this.time = new Axis(Math.max(1, average(most)), LEFT, RIGHT);
  }

  void write(Html html) {
    List<Bar> bars = bars();
    html.open("figure");
    Drawing drawing =
        Drawing.begin(
            html,
            "phases",
            bars.size() * ROW,
            "What an attempt spent its time on, on average",
            description(bars));
    for (int row = 0; row < bars.size(); row++) {
      Bar bar = bars.get(row);
      double end = time.at(average(bar.millis()));
      double top = row * ROW + 4.0;
      drawing.text("end", LEFT - 8, top + BAR - 2, bar.name());
      drawing.rect(bar.css(), LEFT, top, Math.max(LEFT + 1, end), top + BAR);
      drawing.text("start", end + 8, top + BAR - 2, length(bar));
    }
    drawing.end();
    html.element(
        "figcaption",
        "On average over "
            + Amounts.count(spent.attempts(), "attempt")
            + " that committed. Work is from when the runner is there until its end; a chunk is read,"
            + " mapped and written at the same time, so these do not add up to it.",
        "class",
        "soft");
    html.close();
  }

  private List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    bars.add(new Bar("starting", "start", spent.startMillis()));
    bars.add(new Bar("busy", "work", spent.workMillis()));
    Phases phases = spent.phases();
    if (!phases.equals(Phases.NONE)) {
      bars.add(new Bar("part", "read", phases.readMillis()));
      bars.add(new Bar("part", "map, its threads together", phases.mapMillis()));
      bars.add(new Bar("part", "write", phases.writeMillis()));
      bars.add(new Bar("part", "commit", phases.commitMillis()));
    }
    return bars;
  }

  private String description(List<Bar> bars) {
    return String.join("; ", bars.stream().map(bar -> bar.name() + " " + length(bar)).toList())
        + ".";
  }

  private String length(Bar bar) {
    return Times.length(Math.round(average(bar.millis())));
  }

  private double average(long millis) {
    return millis / (double) spent.attempts();
  }
}
