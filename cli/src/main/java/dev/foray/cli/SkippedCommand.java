package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Amounts;
import dev.foray.cli.screen.Pairs;
import dev.foray.cli.screen.Table;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the pairs that a job has set aside. */
@Command(
    name = "skipped",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "List the pairs that a job has set aside, with why, by chunk.",
    footer = {"", "Example:", "  master skipped job-17"})
final class SkippedCommand implements Callable<Integer> {
  private static final int LONGEST_KEY = 60;

  private final Surroundings around;

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "0",
      description = "Leave so many out; ${DEFAULT-VALUE} if not said.")
  private int from;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "1000",
      description = "So many at most; ${DEFAULT-VALUE} if not said, which is the most.")
  private int most;

  @Mixin private final JobParameter job = new JobParameter();
  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final WatchOptions watch = new WatchOptions();

  SkippedCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    return watch.carryOut(around, output, this::show);
  }

  private void show() throws Refused {
    List<SkippedPair> pairs = reach.dial(around.environment()).skipped(job.job(), from, most);
    output.write(
        around.screen(), () -> pairs.stream().map(Fields::of).toList(), () -> lines(pairs));
  }

  private List<String> lines(List<SkippedPair> pairs) {
    if (pairs.isEmpty()) {
      return List.of(Pairs.noneSkipped());
    }
    Table table = new Table("CHUNK", "ATTEMPT", "KEY", "WHY");
    pairs.forEach(pair -> table.row(cells(pair)));
    List<String> lines = new ArrayList<>(table.lines(around.screen().width()));
    if (pairs.size() == most) {
      lines.add(Pairs.moreSkipped(from + most));
    }
    return lines;
  }

  private static String[] cells(SkippedPair pair) {
    return new String[] {
      Amounts.count(pair.chunk()),
      Amounts.count(pair.attempt()),
      Amounts.cut(pair.key(), LONGEST_KEY),
      pair.cause()
    };
  }
}
