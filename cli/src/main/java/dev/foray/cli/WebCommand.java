package dev.foray.cli;

import dev.foray.cli.reach.Master;
import dev.foray.cli.web.Site;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the page that shows what the console shows, until Ctrl-C. */
@Command(
    name = "web",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Show jobs, chunks, nodes and logs in a browser on this machine, as they are, until Ctrl-C."
    },
    footer = {"", "Examples:", "  master web", "  master web --port 8088"})
final class WebCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  private final Surroundings around;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port on this machine; else any free one.")
  private int port;

  @Mixin private final ReachOptions reach = new ReachOptions();

  WebCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    Master master = reach.dial(around.environment());
    String version = master.status().version();
    String where = ("Foray " + version + " " + reach.hint().reach()).strip();
    try (Site site = open(master, where);
        Interrupts.Watch end = around.interrupts().on(site::close)) {
      around.screen().line("Open " + site.address() + " in a browser here; Ctrl-C ends it.");
      site.awaitEnd();
      return ExitCode.INTERRUPTED.number();
    }
  }

  private Site open(Master master, String where) throws Refused {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new Refused(ExitCode.WRONG_USE, port + " is no port: choose one from 1 to 65535.");
    }
    try {
      return new Site(port, master, where, Surroundings.user(), Clock.systemUTC());
    } catch (IOException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "The page can't be served at port "
              + port
              + " of this machine, "
              + e.getMessage()
              + ": choose another --port, or none for any free one.");
    }
  }
}
