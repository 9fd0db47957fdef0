package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Releases;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.ReleaseAdmin.ReleaseList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists releases. */
@Command(
    name = "releases",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "List the releases that are kept, the last deployed first.",
    footer = {"", "Example:", "  master releases"})
final class ReleasesCommand implements Callable<Integer> {
  private final Surroundings around;

  private static final int MOST = 100;

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  ReleasesCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    ReleaseList list = reach.dial(around.environment()).releases(MOST);
    output.write(
        around.screen(),
        () -> list.releases().stream().map(Fields::of).toList(),
        () ->
            list.releases().isEmpty()
                ? List.of(Releases.noReleases())
                : Releases.table(list, around.screen().width()));
    return ExitCode.SUCCEEDED.number();
  }
}
