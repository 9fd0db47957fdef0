package dev.foray.runner.core.flow;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How long one thread has been at work in one phase; it stands while the thread waits for others.
 * Run and stopped by that thread, read by any.
 */
public final class Stopwatch {
  private final LongSupplier nanoTime;
  private final AtomicLong sum = new AtomicLong();
  private volatile long since;
  private volatile boolean running;

  Stopwatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Its thread works from now on. */
  public void run() {
    since = nanoTime.getAsLong();
    running = true;
  }

  /** Its thread waits, or is done. */
  public void stop() {
    if (running) {
      sum.addAndGet(nanoTime.getAsLong() - since);
      running = false;
    }
  }

  /** So far. A reading just as it is stopped may have its last span twice. */
  long nanos() {
    return running ? sum.get() + nanoTime.getAsLong() - since : sum.get();
  }
}
