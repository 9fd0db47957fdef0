package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.protocol.JobAdmin.Why;
import dev.foray.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what a job waits for. */
@Command(
    name = "why",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Say in one sentence why nothing, or nothing more, of a job happens.",
    footer = {"", "Example:", "  master why job-17"})
final class WhyCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final JobParameter job = new JobParameter();
  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final WatchOptions watch = new WatchOptions();

  WhyCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    return watch.carryOut(around, output, this::show);
  }

  private void show() throws Refused {
    Why why = reach.dial(around.environment()).why(job.job());
    output.write(around.screen(), () -> Fields.of(why), () -> lines(why));
  }

  private static List<String> lines(Why why) {
    List<String> lines = new ArrayList<>();
    lines.add(why.job() + ": " + why.sentence());
    if (why.nodes() != null) {
      lines.add(why.job() + " is worth " + why.nodes());
    }
    if (why.untold() != null) {
      lines.add(why.untold());
    }
    return lines;
  }
}
