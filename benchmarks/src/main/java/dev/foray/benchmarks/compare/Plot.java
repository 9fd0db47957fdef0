package dev.foray.benchmarks.compare;

import java.util.List;
import java.util.Locale;

/**
 * A picture of a contest as SVG: a row for each contestant, a dot for each run, a bar at the
 * median, which stands at the right as a number. Its colours are read on a light ground and on a
 * dark one, and follow the reader's choice where the picture stands by itself.
 */
final class Plot {
  private static final int WIDTH = 760;
  private static final int LEFT = 220;
  private static final int RIGHT = 90;
  private static final int TOP = 56;
  private static final int ROW = 34;
  private static final int BOTTOM = 44;
  private static final int TICKS = 6;
  private static final String STYLE =
      """
      <style>
      text { font: 13px system-ui, sans-serif; fill: #57606a }
      .title { font-weight: 600; font-size: 14px }
      .figure { font-weight: 600 }
      .line { stroke: #8c959f; stroke-opacity: .35 }
      .dot { fill: #0969da; fill-opacity: .45 }
      .median { stroke: #0969da; stroke-width: 3; stroke-linecap: round }
      .foray .dot { fill: #bc4c00 }
      .foray .median { stroke: #bc4c00 }
      @media (prefers-color-scheme: dark) {
      text { fill: #9da7b3 }
      .dot { fill: #58a6ff }
      .median { stroke: #58a6ff }
      .foray .dot { fill: #f0883e }
      .foray .median { stroke: #f0883e }
      }
      </style>
      """;

  private final Outcome outcome;
  private final List<Standing> standings;
  private final double step;
  private final double end;
  private final StringBuilder svg = new StringBuilder();

  private Plot(Outcome outcome) {
    this.outcome = outcome;
    this.standings = outcome.standings();
    double most = standings.stream().mapToDouble(Standing::most).max().orElseThrow();
    this.step = roundStep(most / TICKS);
    this.end = Math.ceil(most / step) * step;
  }

  static String of(Outcome outcome) {
    return new Plot(outcome).draw();
  }

  private String draw() {
    int height = TOP + ROW * standings.size() + BOTTOM;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " role=\"img\">",
        WIDTH, height, WIDTH);
    add("<title>%s</title>", escaped(outcome.name() + ": " + outcome.title()));
    svg.append(STYLE);
    add("<text class=\"title\" x=\"12\" y=\"24\">%s</text>", escaped(outcome.title()));
    axis(height - BOTTOM);
    for (int i = 0; i < standings.size(); i++) {
      row(standings.get(i), TOP + ROW * i + ROW / 2.0);
    }
    return svg.append("</svg>\n").toString();
  }

  private void axis(int bottom) {
    for (int tick = 0; tick * step <= end + step / 2; tick++) {
      double x = x(tick * step);
      add(
          "<line class=\"line\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
          x, TOP - 8, x, bottom);
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x, bottom + 18, tick == 0 ? "0" : tickText(tick * step));
    }
    add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">median</text>", WIDTH - 16, TOP - 8);
    add(
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
        (x(0) + x(end)) / 2, bottom + 36, escaped(outcome.figure()));
  }

  private void row(Standing standing, double y) {
    double median = x(standing.median());
    add("<g%s>", standing.contestant().startsWith("Foray") ? " class=\"foray\"" : "");
    add(
        "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
        LEFT - 14, y + 4.5, escaped(standing.contestant()));
    for (Measured run : standing.runs()) {
      add("<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/>", x(run.value()), y);
    }
    add(
        "<line class=\"median\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        median, y - 10, median, y + 10);
    add(
        "<text class=\"figure\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
        WIDTH - 16, y + 4.5, Standing.number(standing.median()));
    add("</g>");
  }

  private double x(double value) {
    return LEFT + value / end * (WIDTH - LEFT - RIGHT);
  }

  /** 1, 2 or 5 times a power of ten, and not below that. */
  private static double roundStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (int times : new int[] {1, 2, 5}) {
      if (times * power >= least) {
        return times * power;
      }
    }
    return 10 * power;
  }

  private String tickText(double value) {
    return String.format(Locale.ROOT, step < 0.1 ? "%.2f" : step < 1 ? "%.1f" : "%.0f", value);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
