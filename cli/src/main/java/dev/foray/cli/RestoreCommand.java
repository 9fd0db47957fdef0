package dev.foray.cli;

import dev.foray.cli.backup.Backup;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts back what a backup has, on another host. */
@Command(
    name = "restore",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Put a backup into an empty data directory: a Master that is started there on the same"
          + " database is the one that was lost, for its jobs, its nodes and its people."
    },
    footer = {"", "Example:", "  master restore foray-2026-11-28.zip"})
final class RestoreCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(paramLabel = "FILE", description = "What master backup has written.")
  private Path file = Path.of("");

  @Mixin private final DataDirectoryOption dataDirectory = new DataDirectoryOption();

  RestoreCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    Path directory = dataDirectory.absolute(around.environment());
    int files = Backup.restore(file, directory);
    around.screen().line(Wording.restored(directory, files, dataDirectory.hint(true)));
    return ExitCode.SUCCEEDED.number();
  }
}
