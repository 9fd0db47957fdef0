package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Amounts;
import dev.foray.cli.screen.Money;
import dev.foray.cli.screen.Sheet;
import dev.foray.cli.screen.Table;
import dev.foray.protocol.FleetAdmin.NodeDetail;
import dev.foray.protocol.FleetAdmin.NodeStep;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one node and what it did when. */
@Command(
    name = "node",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Show a node, what it costs, and what it did when: each step of its way up with the seconds"
          + " that it took."
    },
    footer = {"", "Example:", "  master node node-7f3a09c2"})
final class NodeCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(paramLabel = "NODE", description = "As `master nodes` has it.")
  private String node = "";

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final WatchOptions watch = new WatchOptions();

  NodeCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    return watch.carryOut(around, output, this::show);
  }

  private void show() throws Refused {
    NodeDetail detail = reach.dial(around.environment()).node(node);
    output.write(
        around.screen(), () -> Fields.of(detail), () -> lines(detail, around.screen().width()));
  }

  private static List<String> lines(NodeDetail detail, int width) {
    NodeSummary summary = detail.summary();
    String running =
        summary.slots() == 0
            ? ""
            : summary.running().size() + " of " + Amounts.count(summary.slots(), "slot");
    List<String> lines =
        new ArrayList<>(
            new Sheet(summary.node() + " is " + summary.state())
                .row("machine", Objects.requireNonNullElse(summary.machine(), ""))
                .row("worker", Objects.requireNonNullElse(summary.worker(), ""))
                .row("running", running)
                .row("billed", Money.bill(summary.bill()))
                .row("why", Objects.requireNonNullElse(summary.reason(), ""))
                .lines());
    lines.add("");
    lines.addAll(steps(detail.steps()).lines(width));
    return lines;
  }

  private static Table steps(List<NodeStep> steps) {
    Table table = new Table("AT", "AFTER S", "TOOK S", "WHAT");
    Instant first = steps.get(0).at();
    Instant last = first;
    for (NodeStep step : steps) {
      table.row(Amounts.moment(step.at()), seconds(first, step), seconds(last, step), step.what());
      last = step.at();
    }
    return table;
  }

  private static String seconds(Instant from, NodeStep to) {
    return String.format(Locale.ROOT, "%.1f", Duration.between(from, to.at()).toMillis() / 1e3);
  }
}
