package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.ReportAdmin.NodeShare;
import dev.foray.protocol.ReportAdmin.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The nodes, their lives one below the other, and what each cost. */
record Nodes(Report report, Times times) {
  private static final int ROW = 20;
  private static final int BAR = 12;
  private static final int LEFT = 130;
  private static final int RIGHT = Drawing.WIDTH - 8;
  private static final int MOST_DRAWN = 40;

  void write(Html html) {
    if (report.nodes().isEmpty()) {
      html.element("p", "No node was there for this job yet.");
      return;
    }
    draw(html, report.nodes().stream().limit(MOST_DRAWN).toList());
    table(html);
  }

  private void draw(Html html, List<NodeShare> nodes) {
    double most = nodes.stream().mapToDouble(this::until).max().orElse(1);
    Axis time = new Axis(Math.max(1, most), LEFT, RIGHT);
    int ground = nodes.size() * ROW + 6;
    html.open("figure");
    Drawing drawing =
        Drawing.begin(
            html,
            "lives",
            ground + 30,
            "The lives of the nodes",
            "From each node's request until it was gone; the table below has the times.");
    for (int row = 0; row < nodes.size(); row++) {
      life(drawing, nodes.get(row), time, row * ROW);
    }
    for (long tick : time.times(8)) {
      drawing.line("tick", time.at(tick), ground, time.at(tick), ground + 5);
      drawing.text(
          time.anchor(tick),
          time.at(tick),
          ground + 20,
          tick == 0 ? "submitted" : Lengths.round(tick));
    }
    drawing.line("axis", LEFT, ground, RIGHT, ground);
    drawing.end();
    Legend.begin(html).entry("starting", "until its worker was there").entry("busy", "up").end();
    html.close();
  }

  private void life(Drawing drawing, NodeShare node, Axis time, int top) {
    double asked = since(node.requestedAt());
    double up = node.upAt() == null ? until(node) : since(node.upAt());
    drawing.text("end", LEFT - 8, top + BAR - 1, node.node());
    drawing.rect("starting", time.at(asked), top, time.at(up), top + BAR, node.node() + " boots");
    drawing.rect("busy", time.at(up), top, time.at(until(node)), top + BAR, node.node() + " is up");
  }

  private double until(NodeShare node) {
    return since(Objects.requireNonNullElse(node.endedAt(), report.at()));
  }

  private double since(Instant moment) {
    return Math.max(0, Duration.between(report.timeline().from(), moment).toMillis());
  }

  private void table(Html html) {
    Grid grid =
        new Grid(
                report.nodes().size() < report.nodesInAll()
                    ? "The first "
                        + Amounts.count(report.nodes().size())
                        + " of "
                        + Amounts.count(report.nodesInAll(), "node")
                    : "What each node did, and cost")
            .name("node")
            .words("machine")
            .number("slots")
            .name("asked for")
            .number("up after")
            .name("gone")
            .number("attempts")
            .number("busy")
            .number("billed")
            .number("USD/h")
            .number("USD")
            .words("why it ended");
    report.nodes().forEach(node -> grid.row(cells(node)));
    grid.write(html);
  }

  private String[] cells(NodeShare node) {
    return new String[] {
      node.node(),
      node.machine() == null ? "a process" : node.machine(),
      Amounts.count(node.slots()),
      times.clock(node.requestedAt()),
      node.upAt() == null ? "" : Times.length(node.requestedAt(), node.upAt()),
      node.endedAt() == null ? node.state().toString() : times.clock(node.endedAt()),
      Amounts.count(node.attempts()),
      busy(node),
      Amounts.count(node.billedSeconds()) + " s",
      node.usdPerHour() == null ? "" : node.usdPerHour().toString(),
      node.usd() == null ? "" : node.usd().toString(),
      Objects.requireNonNullElse(node.reason(), "")
    };
  }

  private static String busy(NodeShare node) {
    long there = node.billedSeconds() * 1_000 * node.slots();
    return there == 0 ? "" : Advice.percent(node.busyMillis() / (double) there);
  }
}
