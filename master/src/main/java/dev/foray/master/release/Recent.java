package dev.foray.master.release;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What somebody was told of lately, and may be about to use: it is not removed meanwhile. It is not
 * kept over a Master's life; neither are the calls that rely on it. Thread-safe.
 */
final class Recent {
  private final Duration howLong;
  private final LongSupplier nanoTime;
  private final Map<String, Long> seen = new HashMap<>();

  Recent(Duration howLong, LongSupplier nanoTime) {
    this.howLong = howLong;
    this.nanoTime = nanoTime;
  }

  synchronized void note(String id) {
    long now = nanoTime.getAsLong();
    seen.values().removeIf(then -> now - then >= howLong.toNanos());
    seen.put(id, now);
  }

  synchronized boolean has(String id) {
    Long then = seen.get(id);
    return then != null && nanoTime.getAsLong() - then < howLong.toNanos();
  }
}
