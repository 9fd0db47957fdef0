package dev.foray.cli;

import dev.foray.cli.reach.Login;
import dev.foray.cli.reach.Logins;
import dev.foray.cli.reach.MasterAddress;
import dev.foray.cli.screen.People;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes the key of a login. */
@Command(
    name = "logout",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Delete the key with which you are logged in to a Master on another machine.",
    footer = {"", "Example:", "  master logout"})
final class LogoutCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      arity = "0..1",
      paramLabel = "HOST:PORT",
      description = "Which Master, where you are logged in to several.")
  private @Nullable String master;

  @Mixin private final DataDirectoryOption dataDirectory = new DataDirectoryOption();

  LogoutCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    Logins logins = new Logins(dataDirectory.absolute(around.environment()));
    Login login =
        find(logins)
            .orElseThrow(
                () ->
                    new Refused(
                        ExitCode.WRONG_USE,
                        "You are not logged in"
                            + (master == null ? "" : " to the Master at " + master)
                            + ": there is no key to delete."));
    logins.remove(login);
    around.screen().line(People.loggedOut(login.master(), login.identity().party()));
    return ExitCode.SUCCEEDED.number();
  }

  private Optional<Login> find(Logins logins) throws Refused {
    try {
      return master == null ? logins.sole() : logins.at(MasterAddress.parse(master));
    } catch (IllegalArgumentException e) {
      throw new Refused(ExitCode.WRONG_USE, String.valueOf(e.getMessage()));
    }
  }
}
