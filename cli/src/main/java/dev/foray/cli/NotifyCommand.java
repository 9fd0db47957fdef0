package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has the Master send a notification, to try whether it arrives. */
@Command(
    name = "notify",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Have the Master send a notification, to try whether it arrives.",
      "It is of no job; where it does not arrive, you read why."
    },
    footer = {
      "",
      "Examples:",
      "  master notify https://hooks.example.com/foray",
      "  master notify ops"
    })
final class NotifyCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "TARGET",
      description = "A URL, or a name of the Master's settings, as for --notify.")
  private String target = "";

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  NotifyCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    reach.dial(around.environment()).tryNotification(target, Surroundings.user());
    output.write(
        around.screen(),
        () -> Map.of("delivered", true),
        () -> List.of("delivered: the receiver has taken it"));
    return ExitCode.SUCCEEDED.number();
  }
}
