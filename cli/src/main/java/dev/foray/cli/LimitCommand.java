package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.reach.Master;
import dev.foray.cli.screen.Steers;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Steered;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says how many chunks of a job may run at once. */
@Command(
    name = "limit",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Say how many chunks of a job run at once, at most.",
    footer = {"", "Examples:", "  master limit job-17 3", "  master limit job-17 none"})
final class LimitCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final JobParameter job = new JobParameter();

  @Parameters(
      index = "1",
      paramLabel = "N",
      description = "So many at most; those that run already finish. none: no limit.")
  private String most = "";

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  LimitCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    Master master = reach.dial(around.environment());
    Steered steered = master.limit(job.job(), chunks(), Surroundings.user());
    output.write(
        around.screen(),
        () -> Fields.of(steered.job()),
        () -> List.of(Steers.limited(steered, reach.hint())));
    return ExitCode.SUCCEEDED.number();
  }

  private @Nullable Integer chunks() throws Refused {
    if (most.equals("none")) {
      return null;
    }
    try {
      return Integer.valueOf(most);
    } catch (NumberFormatException e) {
      throw new Refused(ExitCode.WRONG_USE, Steers.noLimit(most));
    }
  }
}
