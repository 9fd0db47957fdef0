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

/** Lets a paused job go on. */
@Command(
    name = "resume",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Let a paused job go on.",
    footer = {"", "Example:", "  master resume job-17"})
final class ResumeCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final JobParameter job = new JobParameter();
  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  ResumeCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    Master master = reach.dial(around.environment());
    Steered steered = master.resume(job.job(), Surroundings.user());
    output.write(
        around.screen(),
        () -> Fields.of(steered.job()),
        () -> List.of(Steers.resumed(steered, reach.hint())));
    return ExitCode.SUCCEEDED.number();
  }
}
