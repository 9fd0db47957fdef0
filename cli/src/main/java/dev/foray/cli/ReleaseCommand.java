package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Releases;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.ReleaseAdmin.ReleaseDetail;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one release. */
@Command(
    name = "release",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Show one release: who deployed it and when, its jobs, entities and jars.",
    footer = {"", "Example:", "  master release 3f2a91b0c4d5"})
final class ReleaseCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The release; the beginning of its id will do.")
  private String release = "";

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  ReleaseCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    ReleaseDetail detail = reach.dial(around.environment()).release(release);
    output.write(around.screen(), () -> Fields.of(detail), () -> Releases.sheet(detail));
    return ExitCode.SUCCEEDED.number();
  }
}
