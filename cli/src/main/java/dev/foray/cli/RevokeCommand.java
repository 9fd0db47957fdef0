package dev.foray.cli;

import dev.foray.cli.screen.People;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shuts somebody out. */
@Command(
    name = "revoke",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Shut out whoever has a certificate of that name, at once: a person, or the worker of a"
          + " node. Whoever is invited by that name later is let in."
    },
    footer = {"", "Examples:", "  master revoke ada", "  master revoke worker/node-3"})
final class RevokeCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(paramLabel = "NAME", description = "As `master certificates` has it.")
  private String name = "";

  @Mixin private final ReachOptions reach = new ReachOptions();

  RevokeCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    String whole = name.contains("/") ? name : "admin/" + name;
    reach.dial(around.environment()).revoke(whole);
    around.screen().line(People.shutOut(whole));
    return ExitCode.SUCCEEDED.number();
  }
}
