package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.reach.Master;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints what the threads of a running attempt do. */
@Command(
    name = "stacks",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Print what the threads of a running attempt do now.",
    footer = {"", "Examples:", "  master stacks job-17.chunk-42", "  master stacks job-17.plan"})
final class StacksCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      description = "job-17.chunk-42, job-17.plan or job-17.finish; the last attempt if not said.")
  private String what = "";

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  StacksCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    Master master = reach.dial(around.environment());
    AttemptId attempt = LogName.parse(what).attempt(master);
    String stacks = master.stacks(attempt);
    output.write(
        around.screen(), () -> Fields.ofStacks(attempt, stacks), () -> stacks.lines().toList());
    return ExitCode.SUCCEEDED.number();
  }
}
