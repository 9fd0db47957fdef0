package dev.foray.runner.core.map;

import dev.foray.runner.core.flow.Remarks;
import java.util.ArrayList;
import java.util.List;

/** The pairs that were set aside because their {@code map} threw. Thread-safe. */
public final class SkippedPairs {
  private static final int LONGEST = 1_000;

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
    SkippedPair pair = new SkippedPair(cut(String.valueOf(key)), cut(cause.toString()));
    pairs.add(pair);
    Remarks.skipped(pair.key(), pair.cause());
    return true;
  }

  public synchronized List<SkippedPair> pairs() {
    return List.copyOf(pairs);
  }

  /** How many there may be. */
  int most() {
    return most;
  }

  /** A key and why its pair was set aside, both as text of at most 1,000 characters. */
  public record SkippedPair(String key, String cause) {}

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
