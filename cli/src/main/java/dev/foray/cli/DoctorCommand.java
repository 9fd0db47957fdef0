package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Stands in the list of commands. Nothing is looked at from here: {@code bin/master} becomes what
 * does it, as that needs what the Master's class path alone has.
 */
@Command(
    name = "doctor",
    abbreviateSynopsis = true,
    sortOptions = false,
    description =
        "Look at what a Master needs, and say what mends it. `master doctor --help` shows its"
            + " options.",
    footer = {"", "Example:", "  master doctor"})
final class DoctorCommand implements Callable<Integer> {

  @Override
  public Integer call() throws Refused {
    throw new Refused(ExitCode.WRONG_USE, "A look is taken by bin/master doctor.");
  }
}
