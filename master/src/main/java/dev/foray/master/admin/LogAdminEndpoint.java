package dev.foray.master.admin;

import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.outcome.Pace;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Step;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the CLI asks about chunks, their attempts and their logs. */
public final class LogAdminEndpoint implements LogAdmin {
  private static final int MOST_CHUNKS = 1_000;
  private static final int MOST_BYTES = 1 << 18;

  private final Ledger ledger;
  private final Pace pace;
  private final AttemptLogs logs;
  private final NodeLogs nodeLogs;
  private final AttemptStacks stacks;

  public LogAdminEndpoint(
      Ledger ledger, Pace pace, AttemptLogs logs, NodeLogs nodeLogs, AttemptStacks stacks) {
    this.ledger = ledger;
    this.pace = pace;
    this.logs = logs;
    this.nodeLogs = nodeLogs;
    this.stacks = stacks;
  }

  @Override
  public List<ChunkSummary> chunks(JobId id, int from, int most, @Nullable ChunkState state)
      throws Refused {
    mustBeThere(id);
    int size = Math.min(most, MOST_CHUNKS);
    List<Chunk> chunks = ledger.chunks().page(id, from, size, state);
    Map<AttemptId, Attempt> last =
        ledger.attempts().lastOfPage(id, from, size, state).stream()
            .collect(Collectors.toMap(Attempt::id, Function.identity()));
    return List.copyOf(
        chunks.stream()
            .map(chunk -> summary(chunk, Optional.ofNullable(last.get(chunk.last()))))
            .toList());
  }

  /** Empty: there is no such chunk. */
  Optional<ChunkSummary> chunk(JobId id, int index) {
    return ledger
        .chunks()
        .find(id, index)
        .map(chunk -> summary(chunk, ledger.attempts().find(chunk.last())));
  }

  @Override
  public List<SkippedPair> skipped(JobId id, int from, int most) throws Refused {
    mustBeThere(id);
    return List.copyOf(
        ledger.skipped().page(id, Math.max(0, from), Math.max(0, Math.min(most, MOST_CHUNKS))));
  }

  @Override
  public List<AttemptSummary> attempts(JobId id, Step step, int chunk) throws Refused {
    mustBeThere(id);
    Optional<Chunk> row = step == Step.CHUNK ? ledger.chunks().find(id, chunk) : Optional.empty();
    if (step == Step.CHUNK && row.isEmpty()) {
      throw Missing.chunk(ledger, id, chunk);
    }
    return List.copyOf(
        ledger.attempts().of(id, step, chunk).stream()
            .map(attempt -> summary(attempt, row))
            .toList());
  }

  @Override
  public LogPiece readLog(AttemptId id, long offset, int mostBytes) throws Refused {
    return logs.read(attempt(id), offset, Math.min(mostBytes, MOST_BYTES));
  }

  @Override
  public LogPiece readNodeLog(String node, long offset, int mostBytes) throws Refused {
    return nodeLogs.read(node, offset, Math.min(mostBytes, MOST_BYTES));
  }

  @Override
  public String stacks(AttemptId id) throws Refused {
    return stacks.of(attempt(id));
  }

  private Attempt attempt(AttemptId id) throws Refused {
    return ledger.attempts().find(id).orElseThrow(() -> Missing.attempt(ledger, id));
  }

  private void mustBeThere(JobId id) throws Refused {
    if (ledger.jobs().find(id).isEmpty()) {
      throw Missing.job(ledger, id);
    }
  }

  private ChunkSummary summary(Chunk chunk, Optional<Attempt> last) {
    return new ChunkSummary(
        chunk.index(),
        chunk.state(),
        chunk.newest(),
        covers(chunk),
        last.map(Attempt::worker).orElse(null),
        last.map(Attempt::dispatchedAt).orElse(null),
        chunk.doneAt() != null ? chunk.doneAt() : last.map(Attempt::endedAt).orElse(null),
        progress(chunk),
        chunk.notBefore(),
        chunk.state() == ChunkState.DONE ? null : last.map(Attempt::failure).orElse(null));
  }

  private Progress progress(Chunk chunk) {
    return chunk.state() == ChunkState.RUNNING ? pace.of(chunk.last()) : chunk.progress();
  }

  private static String covers(Chunk chunk) {
    Order.Range range = chunk.range();
    if (range == null) {
      return Objects.requireNonNullElse(chunk.item(), "");
    }
    return (range.from() == null ? "(-" : "[" + range.from())
        + ", "
        + (range.to() == null ? "-)" : range.to() + (range.toIncluded() ? "]" : ")"));
  }

  private AttemptSummary summary(Attempt attempt, Optional<Chunk> chunk) {
    return new AttemptSummary(
        attempt.id(),
        attempt.state(),
        attempt.worker(),
        attempt.dispatchedAt(),
        attempt.startedAt(),
        attempt.endedAt(),
        attempt.kind(),
        attempt.failure(),
        attempt.exitCode(),
        progress(attempt, chunk));
  }

  private Progress progress(Attempt attempt, Optional<Chunk> chunk) {
    if (!attempt.state().isTerminal()) {
      return pace.of(attempt.id());
    }
    return chunk
        .filter(done -> Objects.equals(done.doneBy(), attempt.id().number()))
        .map(Chunk::progress)
        .orElse(Progress.NONE)
        .in(attempt.phases());
  }
}
