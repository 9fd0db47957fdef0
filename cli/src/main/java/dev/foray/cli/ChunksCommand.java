package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Amounts;
import dev.foray.cli.screen.Table;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the chunks of a job. */
@Command(
    name = "chunks",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "List the chunks of a job, by index.",
    footer = {"", "Example:", "  master chunks job-17 --state FAILED"})
final class ChunksCommand implements Callable<Integer> {
  private final Surroundings around;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those in this state: ${COMPLETION-CANDIDATES}.")
  private @Nullable ChunkState state;

  @Option(
      names = "--from",
      paramLabel = "INDEX",
      defaultValue = "0",
      description = "The first index; ${DEFAULT-VALUE} if not said.")
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

  ChunksCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused, InterruptedException {
    return watch.carryOut(around, output, this::show);
  }

  private void show() throws Refused {
    List<ChunkSummary> chunks =
        reach.dial(around.environment()).chunks(job.job(), from, most, state);
    output.write(
        around.screen(), () -> chunks.stream().map(Fields::of).toList(), () -> lines(chunks));
  }

  private List<String> lines(List<ChunkSummary> chunks) {
    if (chunks.isEmpty()) {
      return List.of(Wording.noChunks());
    }
    Table table = new Table("CHUNK", "STATE", "ATTEMPTS", "PAIRS", "TOOK", "COVERS", "WHY");
    Instant now = Instant.now();
    chunks.forEach(chunk -> table.row(cells(chunk, now)));
    List<String> lines = new ArrayList<>(table.lines(around.screen().width()));
    if (chunks.size() == most) {
      lines.add(Wording.moreChunks(chunks.get(most - 1).index() + 1));
    }
    return lines;
  }

  private static String[] cells(ChunkSummary chunk, Instant now) {
    return new String[] {
      Amounts.count(chunk.index()),
      chunk.state().toString(),
      Amounts.count(chunk.attempts()),
      Amounts.count(chunk.progress().pairsMapped()),
      Amounts.between(
          chunk.startedAt(), chunk.state() == ChunkState.RUNNING ? now : chunk.endedAt()),
      Amounts.cut(chunk.covers(), 40),
      Objects.requireNonNullElse(chunk.failure(), "")
    };
  }
}
