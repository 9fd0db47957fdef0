package dev.foray.cli.console;

import dev.foray.cli.console.Columns.Cell;
import dev.foray.cli.screen.Amounts;
import dev.foray.cli.screen.Money;
import dev.foray.cli.screen.Strain;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.NodeLook;
import dev.foray.protocol.Watch.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The nodes that are there, and the newest that are gone. */
final class NodesPage implements Page {
  private static final int MOST_REASON = 3;

  private final Choice choice = new Choice();
  private @Nullable List<NodeLook> nodes;
  private int more;
  private String filter = "";

  @Override
  public String title() {
    return "nodes";
  }

  @Override
  public String keys() {
    return "";
  }

  @Override
  public String deeds() {
    return "d drain";
  }

  @Override
  public Glance glance() {
    return Glance.at(Subject.NODES);
  }

  @Override
  public void learn(Look look) {
    if (look.nodes() != null) {
      nodes = look.nodes();
      more = look.more();
    }
  }

  @Override
  public void filter(String text) {
    filter = text.toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Line> lines(int rows, int columns, Instant now) {
    if (nodes == null) {
      return List.of(Line.of(Style.FAINT, "The Master is being asked …"));
    }
    if (shown().isEmpty()) {
      String none =
          nodes.isEmpty() ? "There are no nodes: a job starts them." : "No node has that.";
      return List.of(Line.empty(), Line.empty().add(none));
    }
    Columns list =
        new Columns("NODE", "STATE", "SLOTS", "LOAD", "FREE", "AGE", "USD", "MACHINE", "WHY");
    shown().forEach(node -> list.row(cells(node, now)));
    NodeLook chosen = shown().get(Math.min(choice.at(), shown().size() - 1));
    List<Line> below = new ArrayList<>(JobsPage.more(more, "node", "master nodes"));
    below.addAll(about(chosen.summary(), columns));
    List<Line> lines = new ArrayList<>(list.lines(rows - below.size(), columns, choice));
    lines.addAll(below);
    return lines;
  }

  /** What of the chosen one has no room in its row. */
  private static List<Line> about(NodeSummary node, int columns) {
    List<Line> lines = new ArrayList<>(List.of(Line.empty()));
    lines.add(Line.of(Style.STRONG, node.node()).add("  " + machine(node)));
    if (node.reason() != null) {
      lines.addAll(Line.wrapped(Style.PLAIN, node.reason(), columns, MOST_REASON));
    }
    return lines;
  }

  private static String machine(NodeSummary node) {
    return Objects.requireNonNullElse(node.machine(), "local process");
  }

  private List<NodeLook> shown() {
    return Objects.requireNonNullElse(nodes, List.<NodeLook>of()).stream()
        .filter(node -> text(node.summary()).toLowerCase(Locale.ROOT).contains(filter))
        .toList();
  }

  private static String text(NodeSummary node) {
    return node.node() + " " + node.state() + " " + node.machine() + " " + node.reason();
  }

  private static Cell[] cells(NodeLook seen, Instant now) {
    NodeSummary node = seen.summary();
    Instant end = Objects.requireNonNullElse(node.endedAt(), now);
    return new Cell[] {
      Cell.of(node.node()),
      new Cell(style(node.state()), node.state().toString()),
      Cell.of(node.slots() == 0 ? "" : slots(seen.runs(), node.slots())),
      Cell.of(Strain.load(node.strain())),
      Cell.of(Strain.freeMemory(node.strain())),
      Cell.of(Amounts.duration(Duration.between(node.requestedAt(), end))),
      Cell.of(Money.usd(node.bill())),
      Cell.of(machine(node)),
      Cell.of(Objects.requireNonNullElse(node.reason(), ""))
    };
  }

  /** {@code ##.. 2/4}. */
  private static String slots(int running, int slots) {
    return (slots > 8 ? "" : JobsPage.bar(running, slots, slots) + " ") + running + "/" + slots;
  }

  private static Style style(NodeState state) {
    return switch (state) {
      case UP -> Style.GOOD;
      case REQUESTED, BOOTING -> Style.BUSY;
      case TERMINATING -> Style.WARNING;
      case TERMINATED -> Style.FAINT;
    };
  }

  @Override
  public Step press(Press press) {
    List<NodeLook> shown = shown();
    if (choice.move(press.asMove(), shown.size())) {
      return new Step.Stay();
    }
    if (press.is("d") && !shown.isEmpty()) {
      NodeSummary node = shown.get(Math.min(choice.at(), shown.size() - 1)).summary();
      return new Step.Ask(new Deed(Deed.Kind.DRAIN, node.node()));
    }
    return new Step.Unknown();
  }
}
