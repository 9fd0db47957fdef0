package dev.foray.runner.core.map;

import dev.foray.runner.core.failure.AttemptFailed;
import dev.foray.runner.core.flow.Remarks;
import java.util.ArrayList;
import java.util.List;

/** The pairs that were set aside because their {@code map} threw. Thread-safe. */
public final class SkippedPairs {
  private final List<SkippedPair> pairs = new ArrayList<>();
  private final int most;

  /**
   * @param most 0: none is set aside
   */
  public SkippedPairs(int most) {
    this.most = most;
  }

  /**
   * Sets a pair aside.
   *
   * @return false: there are as many as there may be
   */
  synchronized boolean add(Object key, Throwable cause) {
    if (pairs.size() == most) {
      return false;
    }
    SkippedPair pair = new SkippedPair(KeyText.of(key), KeyText.line(why(cause)));
    pairs.add(pair);
    Remarks.skipped(pair.key(), pair.cause());
    return true;
  }

  /** A failure of the runner's own is a sentence already. */
  static String why(Throwable cause) {
    return cause instanceof AttemptFailed ? String.valueOf(cause.getMessage()) : cause.toString();
  }

  public synchronized List<SkippedPair> pairs() {
    return List.copyOf(pairs);
  }

  /** How many there may be. */
  int most() {
    return most;
  }

  /** A key and why its pair was set aside, both as {@link KeyText}. */
  public record SkippedPair(String key, String cause) {}
}
