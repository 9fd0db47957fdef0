package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Amounts;
import dev.foray.cli.screen.Money;
import dev.foray.cli.screen.Strain;
import dev.foray.cli.screen.Table;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists nodes. */
@Command(
    name = "nodes",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "List the nodes: those that are there, then the newest that are gone, with the seconds that"
          + " are billed and what they cost."
    },
    footer = {"", "Example:", "  master nodes"})
final class NodesCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final WatchOptions watch = new WatchOptions();

  NodesCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    return watch.carryOut(around, output, this::show);
  }

  private void show() throws Refused {
    List<NodeSummary> nodes = reach.dial(around.environment()).nodes();
    output.write(
        around.screen(),
        () -> nodes.stream().map(Fields::of).toList(),
        () -> nodes.isEmpty() ? List.of(Wording.noNodes()) : lines(nodes));
  }

  private List<String> lines(List<NodeSummary> nodes) {
    Table table =
        new Table(
            "NODE",
            "STATE",
            "MACHINE",
            "WORKER",
            "RUNNING",
            "LOAD",
            "FREE",
            "SECONDS",
            "USD",
            "REQUESTED",
            "WHY");
    for (NodeSummary node : nodes) {
      table.row(
          node.node(),
          node.state().toString(),
          Objects.requireNonNullElse(node.machine(), ""),
          Objects.requireNonNullElse(node.worker(), ""),
          node.slots() == 0 ? "" : node.running().size() + "/" + node.slots(),
          Strain.load(node.strain()),
          Strain.freeMemory(node.strain()),
          Money.seconds(node.bill()),
          Money.usd(node.bill()),
          Amounts.moment(node.requestedAt()),
          Objects.requireNonNullElse(node.reason(), ""));
    }
    return table.lines(around.screen().width());
  }
}
