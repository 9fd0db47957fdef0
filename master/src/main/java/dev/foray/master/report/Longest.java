package dev.foray.master.report;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The chunks that held a slot for longest, few of them. Not thread-safe. */
final class Longest {
  private static final int MOST = 10;

  private final PriorityQueue<Held> held =
      new PriorityQueue<>(Comparator.comparingLong(Held::millis));

  /** A chunk, for how long it held a slot, and until when its runner only started. */
  record Held(int chunk, long millis, long startMillis) {}

  void add(Held one) {
    Held least = held.peek();
    if (held.size() < MOST || (least != null && least.millis() < one.millis())) {
      held.add(one);
    }
    if (held.size() > MOST) {
      held.remove();
    }
  }

  /** The longest first. */
  List<Held> list() {
    return held.stream()
        .sorted(Comparator.comparingLong(Held::millis).reversed().thenComparingInt(Held::chunk))
        .toList();
  }
}
