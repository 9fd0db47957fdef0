package dev.foray.worker.process;

import dev.foray.protocol.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The runners' JVMs of this node that wait for an order: started beforehand, or free again. One
 * that nobody has wanted for a minute ends, and all do when this node takes nothing new. They hold
 * no connection meanwhile. Thread-safe.
 */
final class Spares {
  private final Executor longest;
  private final List<Wait> waiting = new ArrayList<>();
  private boolean closed;

  /** One wait of a JVM, which may have several; each is only itself. */
  private static final class Wait {
    private final Jvm jvm;

    private Wait(Jvm jvm) {
      this.jvm = jvm;
    }
  }

  /**
   * @param longest runs what it is given once that is how long a spare has waited
   */
  Spares(Executor longest) {
    this.longest = longest;
  }

  static Spares forAtMost(Duration longest) {
    return new Spares(CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** From now on it waits. */
  void add(Jvm jvm) {
    synchronized (this) {
      if (!closed) {
        Wait wait = new Wait(jvm);
        waiting.add(wait);
        longest.execute(() -> expire(wait));
        return;
      }
    }
    jvm.end();
  }

  /** One for this order, which waits no more. */
  synchronized Optional<Jvm> take(Order order) {
    Iterator<Wait> all = waiting.iterator();
    while (all.hasNext()) {
      Jvm next = all.next().jvm;
      if (next.fits(order)) {
        all.remove();
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /** It has ended by itself. */
  synchronized void forget(Jvm jvm) {
    waiting.removeIf(wait -> wait.jvm == jvm);
  }

  /** How many wait that can carry this order out. */
  synchronized int count(Order order) {
    return (int) waiting.stream().filter(wait -> wait.jvm.fits(order)).count();
  }

  /** Ends those that wait now. */
  void endAll() {
    List<Wait> all;
    synchronized (this) {
      all = List.copyOf(waiting);
      waiting.clear();
    }
    all.forEach(wait -> wait.jvm.end());
  }

  /** Ends all, and each that would wait from now on. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    endAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  private void expire(Wait wait) {
    boolean unwanted;
    synchronized (this) {
      unwanted = waiting.remove(wait);
    }
    if (unwanted) {
      wait.jvm.end();
    }
  }
}
