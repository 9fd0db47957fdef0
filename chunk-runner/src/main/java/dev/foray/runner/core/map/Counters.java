package dev.foray.runner.core.map;

import dev.foray.api.JobMistake;
import java.util.Map;
import java.util.TreeMap;

/** The chunk's named counters, summed over the calls of {@code map} that returned. Thread-safe. */
public final class Counters {
  private static final int MOST_NAMES = 1_000;
  private static final int LONGEST_NAME = 200;

  private final Map<String, Long> sums = new TreeMap<>();

  /** Most calls count nothing: these don't wait for each other. */
  void add(Map<String, Long> counted) {
    if (!counted.isEmpty()) {
      addAll(counted);
    }
  }

  /** The sums by name, ordered by name. */
  public synchronized Map<String, Long> sums() {
    return new TreeMap<>(sums);
  }

  private synchronized void addAll(Map<String, Long> counted) {
    counted.forEach(this::add);
  }

  private void add(String name, long by) {
    if (name.length() > LONGEST_NAME) {
      throw new JobMistake(
          "the counter \"" + name + "\" has a name of more than " + LONGEST_NAME + " characters");
    }
    sums.merge(name, by, Long::sum);
    if (sums.size() > MOST_NAMES) {
      throw new JobMistake(
          "map counts under more than "
              + MOST_NAMES
              + " names, the last one \""
              + name
              + "\": emit pairs for what has many names");
    }
  }
}
