package dev.foray.master.ledger;

import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code chunk}; the runner of plan inserts it. */
@Entity
@Table(name = "chunk")
class ChunkRow {
  @EmbeddedId ChunkKey key;

  @Enumerated(EnumType.STRING)
  ChunkState state;

  int attempt;
  @Nullable Integer secondAttempt;
  @Nullable Integer newestAttempt;
  int failures;
  int retriedAfter;
  @Nullable Instant notBefore;
  @Nullable String item;
  @Nullable String rangeType;
  @Nullable String rangeFrom;
  @Nullable String rangeTo;
  @Nullable Boolean toIncluded;
  @Nullable Integer turn;
  @Nullable Integer doneBy;
  @Nullable Instant doneAt;
  @Nullable Long pairsRead;
  @Nullable Long pairsMapped;
  @Nullable Long pairsEmitted;
  @Nullable Long pairsWritten;
  @Nullable Long pairsSkipped;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  ChunkRow() {}

  Chunk toChunk() {
    return new Chunk(
        new JobId(key.jobId()),
        key.chunkIndex(),
        state,
        attempt,
        secondAttempt,
        newestAttempt == null ? attempt : newestAttempt,
        newestAttempt != null,
        failures,
        retriedAfter,
        notBefore,
        item,
        range(),
        doneBy,
        doneAt,
        progress());
  }

  private Order.@Nullable Range range() {
    return toIncluded == null ? null : new Order.Range(rangeType, rangeFrom, rangeTo, toIncluded);
  }

  private Progress progress() {
    return doneBy == null
        ? Progress.NONE
        : new Progress(
            number(pairsRead),
            number(pairsMapped),
            number(pairsEmitted),
            number(pairsWritten),
            number(pairsSkipped));
  }

  private static long number(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
