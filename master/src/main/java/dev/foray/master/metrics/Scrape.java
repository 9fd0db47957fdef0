package dev.foray.master.metrics;

import dev.foray.master.ledger.LedgerUnavailable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The text that Prometheus gets. What is read from the ledger is read on a thread of its own, once
 * a second at most, however many ask; who asks waits for that for a few seconds, and then gets what
 * is counted here without it. Thread-safe.
 */
final class Scrape implements AutoCloseable {
  private static final long STANDS = Duration.ofSeconds(1).toNanos();

  private final PrometheusMeterRegistry registry;
  private final List<Reading> readings;
  private final Duration patience;
  private final LongSupplier nanoTime;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "metrics");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean readable;
  private @Nullable CompletableFuture<Void> last;
  private long lastBegan;

  /**
   * @param patience the longest that who asks waits for the ledger
   */
  Scrape(
      PrometheusMeterRegistry registry,
      List<Reading> readings,
      Duration patience,
      LongSupplier nanoTime) {
    this.registry = registry;
    this.readings = List.copyOf(readings);
    this.patience = patience;
    this.nanoTime = nanoTime;
    Gauge.builder("foray.ledger.readable", () -> readable ? 1 : 0)
        .description("1 where the ledger could be read for this answer")
        .register(registry);
  }

  String text() {
    try {
      look().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
      readable = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return registry.scrape();
  }

  private synchronized CompletableFuture<Void> look() {
    long now = nanoTime.getAsLong();
    if (last == null || (last.isDone() && now - lastBegan > STANDS)) {
      last = CompletableFuture.runAsync(this::read, reader);
      lastBegan = now;
    }
    return last;
  }

  private void read() {
    try {
      readings.forEach(Reading::read);
      readable = true;
    } catch (LedgerUnavailable e) {
      readable = false;
      readings.forEach(Reading::forget);
    }
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
