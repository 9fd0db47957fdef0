package dev.foray.master.report;

import java.time.Duration;
import java.time.Instant;

/**
 * Time that slots spend in some way, in bins of the same length: what does not fall into a bin
 * counts nothing. Not thread-safe.
 */
final class SlotTime {
  private final Instant from;
  private final long binMillis;
  private final double[] millis;

  SlotTime(Instant from, long binMillis, int bins) {
    this.from = from;
    this.binMillis = binMillis;
    this.millis = new double[bins];
  }

  /** So many slots, between two moments. */
  void add(int slots, Instant begin, Instant end) {
    long first = Math.max(0, since(begin));
    long last = Math.min(binMillis * millis.length, since(end));
    for (long at = first; at < last; ) {
      int bin = bin(at);
      long next = Math.min(last, (bin + 1) * binMillis);
      millis[bin] += (double) slots * (next - at);
      at = next;
    }
  }

  /** The bin that the moment is in; the first or the last one for a moment before or after all. */
  int binOf(Instant moment) {
    return Math.min(millis.length - 1, bin(Math.max(0, since(moment))));
  }

  /** Slots in a bin, on average. */
  double average(int bin) {
    return millis[bin] / binMillis;
  }

  private int bin(long at) {
    return (int) Math.min(Integer.MAX_VALUE, at / binMillis);
  }

  private long since(Instant moment) {
    return Duration.between(from, moment).toMillis();
  }
}
