package dev.foray.cli;

import dev.foray.protocol.Refused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Follows a job that was submitted before. */
@Command(
    name = "wait",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Follow a job to its end, and end as it ends.",
    footer = {"", "Example:", "  master wait job-17"})
final class WaitCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final JobParameter job = new JobParameter();
  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  WaitCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    return new Following(around, output, reach.hint())
        .toTheEnd(reach.dial(around.environment()), job.job());
  }
}
