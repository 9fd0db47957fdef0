package dev.foray.cli;

import dev.foray.cli.reach.Login;
import dev.foray.cli.reach.Logins;
import dev.foray.cli.reach.MasterAddress;
import dev.foray.cli.reach.NoMaster;
import dev.foray.cli.screen.People;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.transport.Enrolment;
import dev.foray.transport.Identity;
import dev.foray.transport.LoginCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a key here and has it certified by a Master elsewhere. */
@Command(
    name = "login",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Log in to a Master on another machine, by an invitation: `master invite` there prints the"
          + " line to type here. The key is made here and stays here."
    },
    footer = {"", "Example:", "  master login 10.0.0.5:1099 ada 5f0c...e1"})
final class LoginCommand implements Callable<Integer> {
  private static final int USUAL_HTTPS_PORT = 8443;

  private final Surroundings around;

  @Parameters(index = "0", paramLabel = "HOST:PORT", description = "Where that Master is.")
  private String master = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "As whom you were invited.")
  private String name = "";

  @Parameters(index = "2", paramLabel = "CODE", description = "The code of the invitation.")
  private String code = "";

  @Option(
      names = "--https-port",
      paramLabel = "PORT",
      description = "Its HTTPS port; ${DEFAULT-VALUE} if not said.")
  private int httpsPort = USUAL_HTTPS_PORT;

  @Mixin private final DataDirectoryOption dataDirectory = new DataDirectoryOption();

  LoginCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    try {
      Endpoint address = MasterAddress.parse(master);
      Endpoint https = new Endpoint(address.host(), httpsPort);
      LoginCode parsed = LoginCode.parse(code);
      Login login = new Login(address, https, certified(https, parsed));
      new Logins(dataDirectory.absolute(around.environment())).keep(login);
      around.screen().line(People.loggedIn(login.master(), login.identity().party()));
      return ExitCode.SUCCEEDED.number();
    } catch (IllegalArgumentException e) {
      throw new Refused(ExitCode.WRONG_USE, String.valueOf(e.getMessage()));
    }
  }

  private Identity certified(Endpoint https, LoginCode parsed) throws Refused {
    try {
      return Enrolment.login(https, name, parsed);
    } catch (IOException e) {
      throw NoMaster.at(https, e);
    }
  }
}
