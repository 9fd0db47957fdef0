package dev.foray.master.ledger;

import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FailureKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time that an attempt at a chunk held a slot.
 *
 * @param startedAt when its runner worked; null: not yet, or nobody was told
 * @param endedAt null: it still runs
 */
public record Span(
    int chunk,
    int attempt,
    AttemptState state,
    @Nullable FailureKind kind,
    @Nullable String worker,
    Instant dispatchedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  public Instant until(Instant now) {
    return endedAt == null ? now : endedAt;
  }

  public long millis(Instant now) {
    return Math.max(0, Duration.between(dispatchedAt, until(now)).toMillis());
  }
}
