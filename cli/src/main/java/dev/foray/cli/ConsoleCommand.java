package dev.foray.cli;

import dev.foray.cli.console.Console;
import dev.foray.cli.reach.Master;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Opens the screen that stays open. */
@Command(
    name = "console",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Show jobs, chunks, nodes and logs as they are, until q is pressed; ? lists the keys."
    },
    footer = {"", "Example:", "  master console"})
final class ConsoleCommand implements Callable<Integer> {
  private static final String NO_TERMINAL =
      "The console needs a terminal that can move its cursor: `master jobs` and `master job JOB` show"
          + " the same as plain text, with --json for programs.";

  private final Surroundings around;

  @Mixin private final ReachOptions reach = new ReachOptions();

  ConsoleCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    if (!around.screen().isTerminal() || !Boolean.getBoolean("foray.typed")) {
      throw new Refused(ExitCode.WRONG_USE, NO_TERMINAL);
    }
    Master master = reach.dial(around.environment());
    String where = reach.hint().reach();
    String version = master.status().version();
    Console console =
        new Console(
            ("Foray " + version + " " + where).strip(),
            master,
            Surroundings.user(),
            Clock.systemUTC());
    try {
      boolean ended = console.run(hasColour(), restore -> around.interrupts().on(restore)::close);
      return (ended ? ExitCode.SUCCEEDED : ExitCode.INTERRUPTED).number();
    } catch (IOException e) {
      throw new Refused(ExitCode.WRONG_USE, NO_TERMINAL);
    }
  }

  /** As https://no-color.org has it. */
  private boolean hasColour() {
    return around.environment().getOrDefault("NO_COLOR", "").isEmpty();
  }
}
