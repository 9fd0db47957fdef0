package dev.foray.cli;

import dev.foray.cli.screen.ManPage;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the manual's pages, one for each command; asks no Master. */
@Command(
    name = "man",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Write a page of the manual for each command into man1/ of a directory that `man` looks in:"
          + " then `man master-submit` shows one."
    },
    footer = {"", "Example:", "  master man ~/.local/share/man"})
final class ManCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(paramLabel = "DIR", description = "Made where it is missing.")
  private Path directory = Path.of("");

  ManCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    CommandLine master = CliMain.line(around);
    try {
      Path pages = Files.createDirectories(directory.resolve("man1"));
      write(pages, "master", master);
      for (Map.Entry<String, CommandLine> command : master.getSubcommands().entrySet()) {
        write(pages, "master-" + command.getKey(), command.getValue());
      }
      around.screen().line(master.getSubcommands().size() + 1 + " pages are in " + pages);
      return ExitCode.SUCCEEDED.number();
    } catch (IOException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "the manual can't be written to " + directory + ": " + e + ": choose another directory");
    }
  }

  private static void write(Path pages, String name, CommandLine command) throws IOException {
    Files.writeString(pages.resolve(name + ".1"), ManPage.of(name, command.getCommandSpec()));
  }
}
