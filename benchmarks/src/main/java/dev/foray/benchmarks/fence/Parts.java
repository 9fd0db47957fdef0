package dev.foray.benchmarks.fence;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How long each part has taken, all chunks together. Thread-safe. */
final class Parts {
  private final Map<Part, LongAdder> nanos = new EnumMap<>(Part.class);

  Parts() {
    for (Part part : Part.values()) {
      nanos.put(part, new LongAdder());
    }
  }

  void add(Part part, long took) {
    nanos.getOrDefault(part, new LongAdder()).add(took);
  }

  double milliseconds(Part part) {
    return nanos.getOrDefault(part, new LongAdder()).sum() / 1e6;
  }
}
