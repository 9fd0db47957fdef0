package dev.foray.runner.core.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one signal that ends all threads of an attempt. The first failure is why; those that follow
 * are kept as its suppressed ones. Thread-safe.
 */
public final class StopSignal {
  private final List<Runnable> actions = new ArrayList<>();
  private volatile @Nullable Throwable reason;

  /** Thrown where a stage notices the signal; it says nothing of its own. */
  public static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped by a failure elsewhere", null, false, false);
    }
  }

  /** Stops everything because of this failure; a later one is only kept. */
  public void because(Throwable failure) {
    if (failure instanceof Stopped) {
      return;
    }
    List<Runnable> toRun;
    synchronized (this) {
      if (reason != null) {
        keep(reason, failure);
        return;
      }
      reason = failure;
      toRun = List.copyOf(actions);
      notifyAll();
    }
    toRun.forEach(Runnable::run);
  }

  /**
   * Runs when the signal comes, on the thread that gives it, and again until all threads have
   * ended; at once if it has come already.
   */
  public void onStop(Runnable action) {
    synchronized (this) {
      actions.add(action);
      if (reason == null) {
        return;
      }
    }
    action.run();
  }

  /** Does again what is done on stop: a statement may begin just after it was cancelled. */
  void repeat() {
    List<Runnable> toRun;
    synchronized (this) {
      toRun = List.copyOf(actions);
    }
    toRun.forEach(Runnable::run);
  }

  public boolean isGiven() {
    return reason != null;
  }

  /** Why; null while it is not given. */
  public @Nullable Throwable reason() {
    return reason;
  }

  /**
   * @throws Stopped if the signal was given
   */
  public void check() {
    if (isGiven()) {
      throw new Stopped();
    }
  }

  /**
   * Waits for the signal.
   *
   * @return whether it came in that time
   */
  public synchronized boolean await(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toNanos(); reason == null && left > 0; left = end - System.nanoTime()) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return reason != null;
  }

  private static void keep(Throwable reason, Throwable later) {
    if (reason != later) {
      reason.addSuppressed(later);
    }
  }
}
