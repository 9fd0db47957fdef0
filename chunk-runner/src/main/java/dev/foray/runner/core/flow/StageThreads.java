package dev.foray.runner.core.flow;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The threads of one attempt. A failure of any gives the stop signal. They are daemons: code of the
 * job that never returns is left behind and keeps no process alive. Thread-safe.
 */
public final class StageThreads {
  /** Time for a thread to notice the signal by itself, before it is interrupted. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** Time for a thread that was interrupted, before it is left behind. */
  private static final Duration LAST = Duration.ofSeconds(8);

  private static final Duration AGAIN = Duration.ofMillis(200);

  private final Set<Thread> running = new LinkedHashSet<>();
  private final StopSignal stop;

  public StageThreads(StopSignal stop) {
    this.stop = stop;
    stop.onStop(this::wake);
  }

  /** Starts a stage on a thread of its own. */
  public synchronized void start(String name, Stage stage) {
    @Nullable Map<String, String> context = MDC.getCopyOfContextMap();
    Thread thread = new Thread(() -> run(stage, context), name);
    thread.setDaemon(true);
    running.add(thread);
    thread.start();
  }

  /**
   * Waits until every thread has ended, or the signal is given.
   *
   * @return false: neither, in that time
   */
  public synchronized boolean awaitEnd(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!running.isEmpty() && !stop.isGiven()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return true;
  }

  /** After the signal: waits for the threads, interrupts those that stay, and names the last. */
  public void end() throws InterruptedException {
    if (!joinRepeating(GRACE)) {
      left().forEach(Thread::interrupt);
      joinRepeating(LAST);
      left().forEach(Remarks::threadStays);
    }
  }

  private boolean joinRepeating(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!join(AGAIN)) {
      if (System.nanoTime() >= end) {
        return false;
      }
      stop.repeat();
    }
    return true;
  }

  private synchronized boolean join(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toNanos();
        !running.isEmpty() && left > 0;
        left = end - System.nanoTime()) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return running.isEmpty();
  }

  private synchronized List<Thread> left() {
    return List.copyOf(running);
  }

  private void run(Stage stage, @Nullable Map<String, String> context) {
    if (context != null) {
      MDC.setContextMap(context);
    }
    try {
      stage.run();
    } catch (Throwable failure) {
      stop.because(failure);
    } finally {
      ended(Thread.currentThread());
    }
  }

  private synchronized void ended(Thread thread) {
    running.remove(thread);
    notifyAll();
  }

  private synchronized void wake() {
    notifyAll();
  }
}
