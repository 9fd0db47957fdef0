package dev.foray.cli;

import dev.foray.cli.follow.JobSheet;
import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Amounts;
import dev.foray.cli.screen.Table;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists jobs. */
@Command(
    name = "jobs",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "List the newest jobs, newest first.",
    footer = {"", "Example:", "  master jobs --most 5"})
final class JobsCommand implements Callable<Integer> {
  private final Surroundings around;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "20",
      description = "So many at most; ${DEFAULT-VALUE} if not said.")
  private int most;

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final WatchOptions watch = new WatchOptions();

  JobsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    return watch.carryOut(around, output, this::show);
  }

  private void show() throws Refused {
    List<JobSummary> jobs = reach.dial(around.environment()).jobs(most);
    output.write(
        around.screen(),
        () -> jobs.stream().map(Fields::of).toList(),
        () -> jobs.isEmpty() ? List.of(Wording.noJobs()) : lines(jobs));
  }

  private List<String> lines(List<JobSummary> jobs) {
    Table table = new Table("JOB", "STATE", "CHUNKS", "PAIRS", "SUBMITTED", "TOOK", "CLASS");
    for (JobSummary job : jobs) {
      table.row(
          job.job().toString(),
          job.state().toString(),
          JobSheet.chunks(job),
          Amounts.count(job.progress().pairsMapped()),
          Amounts.moment(job.submittedAt()),
          Amounts.between(job.submittedAt(), job.endedAt()),
          simpleName(job.jobClass()) + (job.dryRun() == null ? "" : " (dry run)"));
    }
    return table.lines(around.screen().width());
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
