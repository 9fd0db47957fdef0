package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.reach.Master;
import dev.foray.cli.screen.Releases;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.ReleaseAdmin.Promoted;
import dev.foray.protocol.ReleaseAdmin.ReleaseList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes back to the release that was current before. */
@Command(
    name = "rollback",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Go back to the release that was current before; again, and further back.",
    footer = {"", "Example:", "  master rollback --yes"})
final class RollbackCommand implements Callable<Integer> {
  private final Surroundings around;

  private static final int MOST = 100;

  @Option(names = "--yes", description = "Don't ask.")
  private boolean yes;

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  RollbackCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    Master master = reach.dial(around.environment());
    ReleaseList list = master.releases(MOST);
    String current = list.current();
    if (current == null || list.previous() == null) {
      throw new Refused(ExitCode.WRONG_USE, Releases.nothingToGoBackTo());
    }
    if (!yes && !agrees(Releases.question(list))) {
      return ExitCode.WRONG_USE.number();
    }
    Promoted promoted = master.rollBack(current, Surroundings.user());
    output.write(
        around.screen(), () -> Fields.of(promoted), () -> List.of(Releases.promoted(promoted)));
    return ExitCode.SUCCEEDED.number();
  }

  private boolean agrees(String question) throws Refused {
    if (!around.screen().isTerminal()) {
      throw new Refused(
          ExitCode.WRONG_USE, question + " Nobody is here to ask: say it with --yes.");
    }
    around.screen().text(question + " [y/N] ");
    try {
      String answer =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return answer != null && answer.strip().equalsIgnoreCase("y");
    } catch (IOException e) {
      return false;
    }
  }
}
