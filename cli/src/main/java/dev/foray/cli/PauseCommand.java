package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.reach.Master;
import dev.foray.cli.screen.Steers;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Steered;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Holds a job back, until it is resumed. */
@Command(
    name = "pause",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Let the running chunks of a job finish, and nothing more of it begin.",
    footer = {"", "Example:", "  master pause job-17"})
final class PauseCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final JobParameter job = new JobParameter();
  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  PauseCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    Master master = reach.dial(around.environment());
    Steered steered = master.pause(job.job(), Surroundings.user());
    output.write(
        around.screen(),
        () -> Fields.of(steered.job()),
        () -> List.of(Steers.paused(steered, reach.hint())));
    return ExitCode.SUCCEEDED.number();
  }
}
