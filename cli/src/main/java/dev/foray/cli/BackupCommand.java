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

/** Copies away what would be lost with the Master's host. */
@Command(
    name = "backup",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Copy what the Master's data directory has and the database has not: the certificate"
          + " authority, the secrets, the jars of releases, the settings. On the Master's own host,"
          + " which may run. Whoever has the file can be that Master: keep it as you keep keys."
    },
    footer = {"", "Example:", "  master backup foray-2026-11-28.zip"})
final class BackupCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(paramLabel = "FILE", description = "The file to write; it must not be there yet.")
  private Path file = Path.of("");

  @Mixin private final DataDirectoryOption dataDirectory = new DataDirectoryOption();

  BackupCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    int files = Backup.write(dataDirectory.absolute(around.environment()), file);
    around.screen().line(Wording.backedUp(file, files));
    return ExitCode.SUCCEEDED.number();
  }
}
