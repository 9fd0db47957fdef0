package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has a node finish and go. */
@Command(
    name = "drain",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Let a node finish what it runs, and end it. Where work is left for it, another is started."
    },
    footer = {"", "Example:", "  master drain node-7f3a09c2"})
final class DrainCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(paramLabel = "NODE", description = "As `master nodes` has it.")
  private String node = "";

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  DrainCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    NodeSummary drained = reach.dial(around.environment()).drain(node, Surroundings.user());
    output.write(
        around.screen(), () -> Fields.of(drained), () -> List.of(Wording.drained(drained)));
    return ExitCode.SUCCEEDED.number();
  }
}
