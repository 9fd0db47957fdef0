package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints the script by which a shell completes what is typed; asks no Master. */
@Command(
    name = "completion",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Print a script for bash and zsh, by which Tab completes commands and options of `master`."
    },
    footer = {
      "",
      "Examples, for this shell, or in ~/.bashrc or ~/.zshrc for each that starts:",
      "  source <(master completion)",
      "or, as a file of its own:",
      "  master completion > master-completion.sh"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Surroundings around;

  CompletionCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    around.screen().text(AutoComplete.bash("master", CliMain.line(around)));
    return ExitCode.SUCCEEDED.number();
  }
}
