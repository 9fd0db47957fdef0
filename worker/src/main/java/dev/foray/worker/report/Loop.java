package dev.foray.worker.report;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs one step again and again on a daemon thread of its own: when it is due, by what the step
 * said, or at once when woken. A step that throws is logged and runs again. Made and closed by the
 * worker. Thread-safe.
 */
public final class Loop implements AutoCloseable {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Step step;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean due;
  private volatile boolean closed;

  /** What is done each time. */
  public interface Step {
    /** Returns the longest time until the next run. */
    Duration runOnce();
  }

  public Loop(String name, Step step) {
    this.step = step;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Lets the step run (once more) soon; returns at once. */
  public void wake() {
    lock.lock();
    try {
      due = true;
      woken.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Lets no further run begin; returns at once. A run under way ends by its own limits. */
  @Override
  public void close() {
    closed = true;
    wake();
  }

  private void run() {
    while (!closed) {
      await(runStep());
    }
  }

  private Duration runStep() {
    try {
      return step.runOnce();
    } catch (RuntimeException e) {
      WorkerLog.loopFails(thread.getName(), e);
      return AFTER_FAILURE;
    }
  }

  private void await(Duration longest) {
    lock.lock();
    try {
      long left = longest.toNanos();
      while (!due && !closed && left > 0) {
        left = woken.awaitNanos(left);
      }
      due = false;
    } catch (InterruptedException e) {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
