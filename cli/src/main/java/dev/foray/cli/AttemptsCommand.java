package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Amounts;
import dev.foray.cli.screen.Spent;
import dev.foray.cli.screen.Table;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code master attempts}: how often a chunk was tried, how each ended, and what took how long. */
@Command(
    name = "attempts",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "List the attempts at a chunk, at plan or at finish, and what they spent their time on.",
      "START is from the order to the worker until the database is connected. READ, MAP and WRITE"
          + " overlap; MAP is what all its threads took together, and no wait for another counts."
    },
    footer = {"", "Example:", "  master attempts job-17.chunk-42"})
final class AttemptsCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      paramLabel = "NAME",
      description = "Such as job-17.chunk-42, job-17.plan or job-17.finish.")
  private String name;

  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final WatchOptions watch = new WatchOptions();

  @SuppressWarnings("NullAway.Init") // picocli fills the name
  AttemptsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    AttemptId any = LogName.parse(name).first();
    return watch.carryOut(around, () -> show(any));
  }

  private void show(AttemptId any) throws Refused {
    List<AttemptSummary> attempts =
        reach.dial(around.environment()).attempts(any.job(), any.step(), any.chunk());
    output.write(
        around.screen(),
        () -> attempts.stream().map(Fields::of).toList(),
        () -> lines(any, attempts));
  }

  private List<String> lines(AttemptId any, List<AttemptSummary> attempts) {
    if (attempts.isEmpty()) {
      return List.of(Wording.noAttempts(any));
    }
    List<String> heads = new ArrayList<>(List.of("ATTEMPT", "STATE", "TOOK"));
    heads.addAll(Spent.HEADS);
    heads.addAll(List.of("WORKER", "WHY"));
    Table table = new Table(heads.toArray(String[]::new));
    Instant now = Instant.now();
    attempts.forEach(attempt -> table.row(cells(attempt, now).toArray(String[]::new)));
    return table.lines(around.screen().width());
  }

  private static List<String> cells(AttemptSummary attempt, Instant now) {
    List<String> cells = new ArrayList<>();
    cells.add(Amounts.count(attempt.attempt().number()));
    cells.add(attempt.state().toString());
    cells.add(Spent.whole(attempt, now));
    cells.addAll(Spent.cells(attempt));
    cells.add(Objects.requireNonNullElse(attempt.worker(), ""));
    cells.add(Objects.requireNonNullElse(attempt.failure(), ""));
    return cells;
  }
}
