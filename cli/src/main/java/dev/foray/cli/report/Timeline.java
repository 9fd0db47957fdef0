package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.ReportAdmin;
import dev.foray.protocol.ReportAdmin.Bin;
import dev.foray.protocol.ReportAdmin.Report;
import dev.foray.protocol.ReportAdmin.StepTry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws slots over time: those that were there, those that were busy, those that started up. */
final class Timeline {
  private static final int HEIGHT = 260;
  private static final int LEFT = 44;
  private static final int RIGHT = Drawing.WIDTH - 8;
  private static final int TOP = 14;
  private static final int GROUND = 200;
  private static final int STEPS = 234;

  private final Report report;
  private final ReportAdmin.Timeline timeline;
  private final List<Bin> bins;
  private final Axis time;
  private final Axis slots;

  Timeline(Report report) {
    this.report = report;
    this.timeline = report.timeline();
    this.bins = timeline.bins();
    this.time = new Axis((double) bins.size() * timeline.binMillis(), LEFT, RIGHT);
    double most = Math.max(most(Bin::present), most(Bin::busy));
    this.slots = new Axis(Math.max(1, Math.ceil(most)), GROUND, TOP);
  }

  void write(Html html) {
    html.open("figure");
    Drawing drawing =
        Drawing.begin(
            html,
            "slots",
            report.steps().isEmpty() ? STEPS : HEIGHT,
            "Slots from the submission on",
            description());
    for (long tick : slots.counts(5)) {
      drawing.line("rule", LEFT, slots.at(tick), RIGHT, slots.at(tick));
      drawing.text("end", LEFT - 8, slots.at(tick) + 4, Amounts.count(tick));
    }
    drawing.path("present", area(Bin::present));
    drawing.path("starting", area(Bin::busy));
    drawing.path("busy", area(bin -> bin.busy() - bin.starting()));
    drawing.path("edge", line(Bin::present));
    failures(drawing);
    for (long tick : time.times(8)) {
      drawing.line("tick", time.at(tick), GROUND, time.at(tick), GROUND + 5);
      drawing.text(time.anchor(tick), time.at(tick), GROUND + 20, tick(tick));
    }
    drawing.line("axis", LEFT, GROUND, RIGHT, GROUND);
    report.steps().forEach(step -> step(drawing, step));
    drawing.end();
    legend(html);
    html.close();
  }

  private static String tick(long millis) {
    return millis == 0 ? "submitted" : Lengths.round(millis);
  }

  private void failures(Drawing drawing) {
    for (int bin = 0; bin < bins.size(); bin++) {
      if (bins.get(bin).failed() > 0) {
        double x = time.at((bin + 0.5) * timeline.binMillis());
        drawing.path("failed", "M" + Axis.written(x - 4) + " " + (TOP - 12) + "h8l-4 8z");
      }
    }
  }

  private void step(Drawing drawing, StepTry step) {
    Instant end = step.endedAt() == null ? report.at() : step.endedAt();
    double from = time.at(Math.min(time.most(), since(step.dispatchedAt())));
    double until = Math.max(from + 2, time.at(Math.min(time.most(), since(end))));
    String name = step.attempt().step().name().toLowerCase(java.util.Locale.ROOT);
    drawing.rect(
        "step",
        from,
        STEPS,
        until,
        STEPS + 8,
        name + ", " + step.state() + ", " + Times.length(step.dispatchedAt(), end));
    boolean isLate = from > (LEFT + RIGHT) / 2.0;
    drawing.text(isLate ? "end" : "start", isLate ? until : from, STEPS + 22, name);
  }

  private double since(Instant moment) {
    return Math.max(0, Duration.between(timeline.from(), moment).toMillis());
  }

  private void legend(Html html) {
    Legend legend =
        Legend.begin(html)
            .entry("busy", "slots at work")
            .entry("starting", "starting a runner")
            .entry("present", "there and empty");
    if (bins.stream().anyMatch(bin -> bin.failed() > 0)) {
      legend.entry("failed", "▼ attempts failed");
    }
    if (!report.steps().isEmpty()) {
      legend.entry("step", "plan and finish, on the Master's host");
    }
    legend.end();
  }

  private String description() {
    return "At most "
        + Amounts.count(Math.round(most(Bin::present)), "slot")
        + " were there and "
        + Amounts.count(Math.round(most(Bin::busy)))
        + " busy at once, over "
        + Times.length((long) time.most())
        + ".";
  }

  private double most(ToDoubleFunction<Bin> height) {
    return bins.stream().mapToDouble(height).max().orElse(0);
  }

  private String area(ToDoubleFunction<Bin> height) {
    return line(height) + "V" + GROUND + "H" + LEFT + "Z";
  }

  /** Steps, as the bins are. */
  private String line(ToDoubleFunction<Bin> height) {
    StringBuilder path = new StringBuilder("M" + LEFT + " " + GROUND);
    for (int bin = 0; bin < bins.size(); bin++) {
      path.append('V').append(slots.place(Math.max(0, height.applyAsDouble(bins.get(bin)))));
      path.append('H').append(time.place((bin + 1.0) * timeline.binMillis()));
    }
    return path.toString();
  }
}
