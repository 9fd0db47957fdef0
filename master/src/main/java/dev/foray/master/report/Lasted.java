package dev.foray.master.report;

import dev.foray.protocol.ReportAdmin.Durations;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long attempts lasted. Keeps a number for each, so that the median is the median. Not
 * thread-safe.
 */
final class Lasted {
  private static final int MOST_BINS = 24;
  private static final int FEW = 64;

  /** Bins end where so many of all have ended, so that a few long ones do not hide the rest. */
  private static final double SHOWN = 0.98;

  private long[] millis = new long[FEW];
  private int count;

  void add(long lasted) {
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, 2 * count);
    }
    millis[count++] = lasted;
  }

  Durations sum() {
    long[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    long bin = bin(quantile(sorted, SHOWN));
    int[] bins = new int[count == 0 ? 0 : (int) (quantile(sorted, SHOWN) / bin) + 1];
    int beyond = 0;
    for (long each : sorted) {
      if (each / bin < bins.length) {
        bins[(int) (each / bin)]++;
      } else {
        beyond++;
      }
    }
    return new Durations(
        count,
        Arrays.stream(sorted).sum(),
        quantile(sorted, 0),
        quantile(sorted, 0.5),
        quantile(sorted, 0.9),
        quantile(sorted, 1),
        bin,
        boxed(bins),
        beyond);
  }

  private static List<Integer> boxed(int[] bins) {
    return List.copyOf(IntStream.of(bins).boxed().collect(Collectors.toList()));
  }

  /** The least that so large a part of all does not exceed; 0 of none. */
  static long quantile(long[] sorted, double part) {
    int rank = (int) Math.ceil(part * sorted.length);
    return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)];
  }

  /** One, two or five times a power of ten, of which at most so many reach that far. */
  static long bin(long reach) {
    for (long decade = 1; ; decade *= 10) {
      for (int step : new int[] {1, 2, 5}) {
        if (reach / (step * decade) < MOST_BINS) {
          return step * decade;
        }
      }
    }
  }
}
