package dev.foray.cli;

import dev.foray.cli.follow.Ending;
import dev.foray.cli.follow.Follow;
import dev.foray.cli.json.Fields;
import dev.foray.cli.reach.Master;
import dev.foray.cli.screen.Outlook;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Forecast;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Says what a job would take. Its plan is made and rolled back by a job of its own, of which no
 * chunk runs.
 */
@Command(
    name = "plan",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Say what a job would take: chunks, nodes, time, money, connections.",
      "Its plan is made and rolled back; no node is started."
    },
    footer = {
      "",
      "Examples:",
      "  master plan Revenue",
      "  master plan --finish-within 2h --budget 12.50 --chunk-lasts 45s Revenue"
    })
final class PlanCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "JobClass",
      description = "The job's class; a simple name will do where one class has it.")
  private String jobClass = "";

  @Mixin private final JobInputs inputs = new JobInputs();
  @Mixin private final TermsOptions terms = new TermsOptions();
  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  PlanCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    Master master = reach.dial(around.environment());
    JobId job =
        master
            .submit(JobOptions.submission(jobClass, inputs, null, Order.Job.PLAN_ALONE, terms))
            .job();
    JobSummary planned =
        new Follow(master, around.screen(), (state, now) -> {}, around.pace(), () -> true)
            .untilEnd(job);
    if (planned.state() != JobState.SUCCEEDED) {
      Ending ending = new Ending(planned, reach.hint());
      output.write(around.screen(), () -> Fields.of(planned), ending::lines);
      return ending.exitCode().number();
    }
    Forecast forecast = master.forecast(job);
    output.write(around.screen(), () -> Fields.of(forecast), () -> Outlook.lines(forecast));
    return ExitCode.SUCCEEDED.number();
  }
}
