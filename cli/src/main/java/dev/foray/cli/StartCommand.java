package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Stands in the list of commands. A Master is not started from here: {@code bin/master} becomes the
 * Master itself when it is called with {@code start}, and the Master says what its options are.
 */
@Command(
    name = "start",
    abbreviateSynopsis = true,
    sortOptions = false,
    description =
        "Start a Master that stays, in the foreground; SIGTERM or Ctrl-C stops it."
            + " `master start --help` shows its options.",
    footer = {"", "Example:", "  master start --max-nodes 8"})
final class StartCommand implements Callable<Integer> {

  @Override
  public Integer call() throws Refused {
    throw new Refused(ExitCode.WRONG_USE, "A Master is started by bin/master start.");
  }
}
