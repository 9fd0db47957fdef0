package dev.foray.master.ledger;

import dev.foray.protocol.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one node is billed: by the second, each begun one counting, and a minute at least.
 *
 * @param usdPerHour null: that is not known
 * @param stoppedAt null: it is there still
 */
public record Meter(
    String node, @Nullable Usd usdPerHour, Instant launchedAt, @Nullable Instant stoppedAt) {
  private static final Duration LEAST = Duration.ofMinutes(1);

  public boolean isRunning() {
    return stoppedAt == null;
  }

  /** What it is billed by now, in whole seconds. */
  public Duration billed(Instant now) {
    return billed(Instant.MIN, now, Instant.MAX);
  }

  /**
   * The part of it between two moments, in whole seconds.
   *
   * @param until not to be counted any more
   */
  public Duration billed(Instant from, Instant now, Instant until) {
    Instant least = launchedAt.plus(LEAST);
    Instant end = stoppedAt == null ? now : stoppedAt;
    Instant paid = earlier(end.isBefore(least) ? least : end, until);
    Instant begin = launchedAt.isBefore(from) ? from : launchedAt;
    return begin.isBefore(paid)
        ? Duration.ofSeconds(Duration.between(begin, paid).plusNanos(999_999_999).toSeconds())
        : Duration.ZERO;
  }

  /** What so long costs; empty where no price is known. */
  public Optional<Usd> cost(Duration billed) {
    return Optional.ofNullable(usdPerHour).map(price -> price.anHourFor(billed));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
