package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Releases;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.ReleaseAdmin.Promoted;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a release the current one. */
@Command(
    name = "promote",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Make a release the current one: what is submitted from then on runs it.",
    footer = {"", "Example:", "  master promote 3f2a91b0c4d5"})
final class PromoteCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The release; the beginning of its id will do.")
  private String release = "";

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  PromoteCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    Promoted promoted = reach.dial(around.environment()).promote(release, Surroundings.user());
    output.write(
        around.screen(), () -> Fields.of(promoted), () -> List.of(Releases.promoted(promoted)));
    return ExitCode.SUCCEEDED.number();
  }
}
