package dev.foray.cli;

import dev.foray.cli.follow.JobSheet;
import dev.foray.cli.json.Fields;
import dev.foray.cli.reach.Master;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.JobLook;
import dev.foray.protocol.Watch.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one job. */
@Command(
    name = "job",
    abbreviateSynopsis = true,
    sortOptions = false,
    description =
        "Show one job: how far it is, what it waits for, what failed and why, which chunks take"
            + " longest, its settings.",
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
    JobLook look = look(master);
    output.write(
        around.screen(),
        () -> Fields.of(summary, look),
        () -> lines(summary, look, Hindsight.of(master, summary)));
  }

  /** What a console would be told of it, but for the state of each chunk. */
  private JobLook look(Master master) throws Refused {
    Glance glance = new Glance(Subject.JOB, job.job(), 0, null, 0, Integer.MAX_VALUE, 0);
    return Objects.requireNonNull(master.look(glance).job());
  }

  private List<String> lines(JobSummary summary, JobLook look, String hindsight) {
    return JobSheet.lines(summary, look, reach.hint(), hindsight, Instant.now());
  }
}
