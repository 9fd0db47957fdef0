package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Stands in the list of commands. Nothing is swept from here: {@code bin/master} becomes what does
 * it, as that needs what the Master's class path alone has.
 */
@Command(
    name = "sweep",
    abbreviateSynopsis = true,
    sortOptions = false,
    description =
        "End what this cluster has left on EC2 and no living Master looks after."
            + " `master sweep --help` shows its options.",
    footer = {"", "Example:", "  master sweep --dry-run"})
final class SweepCommand implements Callable<Integer> {

  @Override
  public Integer call() throws Refused {
    throw new Refused(ExitCode.WRONG_USE, "A sweep is made by bin/master sweep.");
  }
}
