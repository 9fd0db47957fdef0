package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.reach.Master;
import dev.foray.cli.screen.Money;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Steered;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what the nodes of a job may cost. */
@Command(
    name = "budget",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Say what the nodes may cost in all, from the job's submission on.",
      "A job whose budget was used up goes on."
    },
    footer = {"", "Examples:", "  master budget job-17 20", "  master budget job-17 none"})
final class BudgetCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final JobParameter job = new JobParameter();

  @Parameters(
      index = "1",
      paramLabel = "USD",
      description = "In all, with what is spent already. none: no budget.")
  private String usd = "";

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  BudgetCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    Master master = reach.dial(around.environment());
    String amount = usd.equals("none") ? null : usd;
    Steered steered = master.budget(job.job(), amount, Surroundings.user());
    output.write(
        around.screen(), () -> Fields.of(steered.job()), () -> List.of(Money.budget(steered)));
    return ExitCode.SUCCEEDED.number();
  }
}
