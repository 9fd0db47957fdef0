package dev.foray.cli;

import dev.foray.cli.screen.Wording;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.settings.NodeRuntimes;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps Java for nodes whose image has none; on the Master's own host. */
@Command(
    name = "runtime",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    description = {
      "Keep a Java for nodes on EC2 whose image has none: in the Master's data directory, on its"
          + " own host. Each node that comes up fetches it from the Master. A running Master needs"
          + " no restart."
    },
    footer = {"", "Example:", "  master runtime add OpenJDK21U-jre_x64_linux.tar.gz"})
final class RuntimeCommand implements Runnable {
  private final Surroundings around;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final DataDirectoryOption dataDirectory = new DataDirectoryOption();

  RuntimeCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Which command?");
    }
  }

  @Command(
      name = "add",
      abbreviateSynopsis = true,
      description = {
        "Keep a Java runtime, one for each architecture: a tar.gz for Linux, 17 or newer. A JRE"
            + " will do; with a JDK, `master stacks` shows more."
      },
      footer = {"", "Example:", "  master runtime add OpenJDK21U-jre_x64_linux.tar.gz"})
  int add(@Parameters(paramLabel = "FILE", description = "The archive.") Path archive)
      throws Refused {
    around.screen().line(Wording.runtimeKept(runtimes().add(archive)));
    return ExitCode.SUCCEEDED.number();
  }

  @Command(
      name = "list",
      abbreviateSynopsis = true,
      description = "List the architectures for which there is one.",
      footer = {"", "Example:", "  master runtime list"})
  int list() throws Refused {
    List<String> architectures = runtimes().architectures();
    around.screen().lines(architectures.isEmpty() ? List.of(Wording.noRuntimes()) : architectures);
    return ExitCode.SUCCEEDED.number();
  }

  @Command(
      name = "remove",
      abbreviateSynopsis = true,
      description = "Delete the one for an architecture.",
      footer = {"", "Example:", "  master runtime remove aarch64"})
  int remove(
      @Parameters(paramLabel = "ARCHITECTURE", description = "Which, as `list` shows it.")
          String architecture)
      throws Refused {
    runtimes().remove(architecture);
    around.screen().line(Wording.runtimeRemoved(architecture));
    return ExitCode.SUCCEEDED.number();
  }

  private NodeRuntimes runtimes() {
    return new NodeRuntimes(dataDirectory.absolute(around.environment()));
  }
}
