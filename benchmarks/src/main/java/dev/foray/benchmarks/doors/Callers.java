package dev.foray.benchmarks.doors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Calls something again and again, from several threads at once, and says how often. */
public final class Callers {
  private static final long WARM_UP_SECONDS = 4;
  private static final long SECONDS = 4;

  private Callers() {}

  /** Calls a second, after a warm-up. */
  public static double perSecond(int threads, Callable<?> call) throws Exception {
    count(threads, WARM_UP_SECONDS, call);
    return (double) count(threads, SECONDS, call) / SECONDS;
  }

  private static long count(int threads, long seconds, Callable<?> call) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        counts.add(pool.submit(() -> countUntil(end, call)));
      }
      long sum = 0;
      for (Future<Long> count : counts) {
        sum += count.get();
      }
      return sum;
    } finally {
      pool.shutdownNow();
    }
  }

  private static long countUntil(long end, Callable<?> call) throws Exception {
    long count = 0;
    while (System.nanoTime() - end < 0) {
      call.call();
      count++;
    }
    return count;
  }
}
