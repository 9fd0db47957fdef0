package dev.foray.cli;

import dev.foray.cli.follow.JobSheet;
import dev.foray.cli.json.Fields;
import dev.foray.cli.reach.Master;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.Refused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one job. */
@Command(
    name = "job",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Show one job: how far it is, what it waits for, what failed, its settings.",
    footer = {"", "Example:", "  master job job-17"})
final class JobCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final JobParameter job = new JobParameter();
  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final WatchOptions watch = new WatchOptions();

  JobCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    return watch.carryOut(around, output, this::show);
  }

  private void show() throws Refused {
    Master master = reach.dial(around.environment());
    JobSummary summary = master.job(job.job());
    output.write(
        around.screen(),
        () -> Fields.of(summary),
        () -> JobSheet.lines(summary, reach.hint(), Hindsight.of(master, summary)));
  }
}
