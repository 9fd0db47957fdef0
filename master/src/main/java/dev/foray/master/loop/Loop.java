package dev.foray.master.loop;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one stage again and again on a thread of its own: at once when somebody calls {@link #wake},
 * and after a while in any case. A stage that throws is logged when it begins to fail and when it
 * works again, and runs on. Made and closed by the Master. Thread-safe.
 */
public final class Loop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final long LONGEST_REST_NANOS = 1_000_000_000;

  private final String name;
  private final Runnable stage;
  private final Supplier<Duration> net;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private int restful;
  private boolean due;
  private volatile boolean closed;
  private boolean failing;

  /**
   * @param net the longest between two runs
   */
  public Loop(String name, Runnable stage, Duration net) {
    this(name, stage, () -> net);
  }

  /**
   * @param net the longest until the next run, asked for after each
   */
  public Loop(String name, Runnable stage, Supplier<Duration> net) {
    this.name = name;
    this.stage = stage;
    this.net = net;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  public Loop start() {
    thread.start();
    return this;
  }

  /**
   * Has the stage rest after each run for so many times as long as that took, at most a second,
   * however often it is woken meanwhile: for one that is told of every chunk, so that it takes a
   * small share of a core and is late by as little as it is quick. To be called before the start.
   */
  public Loop resting(int times) {
    restful = times;
    return this;
  }

  /** Lets the stage run (once more) soon; returns at once. */
  public void wake() {
    lock.lock();
    try {
      due = true;
      woken.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Lets a run under way end, for at most ten seconds, then interrupts it. */
  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join(10_000);
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      long begin = System.nanoTime();
      runStage();
      await(Math.min(LONGEST_REST_NANOS, restful * (System.nanoTime() - begin)));
    }
  }

  private void runStage() {
    try {
      stage.run();
      if (failing) {
        LOG.info("{} works again", name);
        failing = false;
      }
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("{} can't work and goes on trying: {}", name, e.toString(), e);
        failing = true;
      }
    }
  }

  private void await(long restNanos) {
    lock.lock();
    try {
      long rest = restNanos;
      while (!closed && rest > 0) {
        rest = woken.awaitNanos(rest);
      }
      long left = net.get().toNanos();
      while (!due && !closed && left > 0) {
        left = woken.awaitNanos(left);
      }
      due = false;
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
