package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.People;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.IdentityAdmin.Invitation;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a person on another machine in. */
@Command(
    name = "invite",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Let a person command this Master from another machine: prints one line for them to type"
          + " there, once, within 15 minutes."
    },
    footer = {"", "Example:", "  master invite ada --role deployer"})
final class InviteCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(paramLabel = "NAME", description = "What the Master is to call them.")
  private String name = "";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description = {
        "viewer: sees everything; deployer: ships code, submits",
        "and steers jobs as well; admin: lets others in, too."
      })
  private Role role = Role.VIEWER;

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  InviteCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    Invitation invitation = reach.dial(around.environment()).invite(name, role);
    output.write(around.screen(), () -> Fields.of(invitation), () -> People.invited(invitation));
    return ExitCode.SUCCEEDED.number();
  }
}
