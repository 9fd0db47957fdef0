package dev.foray.master.outcome;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a chunk waits for its next attempt: the first pause doubled with each failure up to the
 * longest, and jittered.
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

  /**
   * @param failures attempts that have ended without a commit, at least 1
   * @return half to all of the pause
   */
  public Duration after(int failures) {
    long doubled = first.toMillis() << Math.min(20, Math.max(0, failures - 1));
    long most = Math.min(longest.toMillis(), doubled);
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }
}
