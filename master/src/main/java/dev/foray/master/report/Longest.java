package dev.foray.master.report;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The chunks that held a slot for longest, few of them. Not thread-safe. */
final class Longest {
  private static final int MOST = 10;

  private final PriorityQueue<Held> held =
      new PriorityQueue<>(Comparator.comparingLong(Held::millis));

  record Held(int chunk, long millis) {}

  void add(int chunk, long millis) {
    Held least = held.peek();
    if (held.size() < MOST || (least != null && least.millis() < millis)) {
      held.add(new Held(chunk, millis));
    }
    if (held.size() > MOST) {
      held.remove();
    }
  }

  /** The longest first; each chunk once. */
  List<Integer> chunks() {
    return held.stream()
        .sorted(Comparator.comparingLong(Held::millis).reversed().thenComparingInt(Held::chunk))
        .map(Held::chunk)
        .distinct()
        .toList();
  }
}
