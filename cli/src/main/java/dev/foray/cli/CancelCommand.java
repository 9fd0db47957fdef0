package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.reach.Master;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks for a job to be cancelled; what its chunks have committed stays. */
@Command(
    name = "cancel",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Ask for a job to end; what its chunks have committed stays.",
    footer = {"", "Example:", "  master cancel job-17"})
final class CancelCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final JobParameter job = new JobParameter();
  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  CancelCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    JobId id = job.job();
    Master master = reach.dial(around.environment());
    master.cancel(id, Surroundings.user());
    JobSummary summary = master.job(id);
    output.write(
        around.screen(),
        () -> Fields.of(summary),
        () -> List.of(Wording.cancelAsked(summary, reach.hint())));
    return ExitCode.SUCCEEDED.number();
  }
}
