package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chunk as its row stands.
 *
 * @param attempt the current or last attempt; 0 before the first
 * @param second the attempt beside the current one, which may commit as well; null: there is none
 * @param newest the greatest number of its attempts
 * @param hadSecond whether an attempt was beside another since it was READY last
 * @param failures attempts that failed and are charged, since the last retry
 * @param retriedAfter the last attempt before the last retry; 0: it was not retried
 * @param doneBy the attempt whose output committed; null: none
 * @param progress what the committed attempt did; NONE before
 */
public record Chunk(
    JobId job,
    int index,
    ChunkState state,
    int attempt,
    @Nullable Integer second,
    int newest,
    boolean hadSecond,
    int failures,
    int retriedAfter,
    @Nullable Instant notBefore,
    @Nullable String item,
    Order.@Nullable Range range,
    @Nullable Integer doneBy,
    @Nullable Instant doneAt,
    Progress progress) {

  /** Whether that attempt may commit while the chunk is RUNNING. */
  public boolean isCurrent(AttemptId id) {
    return attempt == id.number() || Objects.equals(second, id.number());
  }

  /** Of an attempt that there was none of yet. */
  public AttemptId next() {
    return AttemptId.ofChunk(job, index, newest + 1);
  }

  /** The one that somebody asks for who names the chunk alone. */
  public AttemptId last() {
    return AttemptId.ofChunk(
        job, index, state == ChunkState.DONE && doneBy != null ? doneBy : attempt);
  }
}
