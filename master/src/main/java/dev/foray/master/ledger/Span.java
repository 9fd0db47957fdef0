package dev.foray.master.ledger;

import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Phases;
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
    @Nullable Instant endedAt,
    @Nullable Long readMillis,
    @Nullable Long mapMillis,
    @Nullable Long writeMillis,
    @Nullable Long commitMillis) {

  public Instant until(Instant now) {
    return endedAt == null ? now : endedAt;
  }

  public Phases phases() {
    return new Phases(
        number(readMillis), number(mapMillis), number(writeMillis), number(commitMillis));
  }

  private static long number(@Nullable Long millis) {
    return millis == null ? 0 : millis;
  }

  public long millis(Instant now) {
    return Math.max(0, Duration.between(dispatchedAt, until(now)).toMillis());
  }
}
