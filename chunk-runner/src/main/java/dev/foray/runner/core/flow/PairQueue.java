package dev.foray.runner.core.flow;

import dev.foray.api.KeyValue;
import dev.foray.runner.core.plain.PairWeight;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pairs between the thread that reads and those that map. Bounded: the reader waits while it is
 * full, so neither a chunk's size nor that of its pairs shows in memory. Thread-safe; made for one
 * reader.
 */
public final class PairQueue<K, V extends @Nullable Object> {
  private static final int FEW = 8;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notFull = lock.newCondition();
  private final Condition notEmpty = lock.newCondition();
  private final Deque<KeyValue<K, V>> pairs = new ArrayDeque<>();
  private final Room room;
  private final StopSignal stop;
  private boolean ended;

  /** The reader's: what a pair weighs, of the last ones. */
  private long weight;

  public PairQueue(Room room, StopSignal stop) {
    this.room = room;
    this.stop = stop;
    stop.onStop(this::wakeAll);
  }

  /**
   * Waits while the queue is full.
   *
   * @param busy the reader's; it stands meanwhile
   * @throws StopSignal.Stopped if the attempt stops
   */
  public void put(KeyValue<K, V> pair, Stopwatch busy) throws InterruptedException {
    long own = PairWeight.of(pair);
    weight = weight == 0 ? own : weight + (own - weight) / FEW;
    int bound = room.pairsOf(weight);
    lock.lock();
    try {
      while (pairs.size() >= bound && !stop.isGiven()) {
        busy.stop();
        notFull.await();
        busy.run();
      }
      stop.check();
      pairs.add(pair);
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  /** No pair follows. */
  public void end() {
    lock.lock();
    try {
      ended = true;
    } finally {
      lock.unlock();
    }
    wakeAll();
  }

  /**
   * Waits for a pair.
   *
   * @param busy that of the thread that asks; it stands meanwhile
   * @return null: there is no more
   * @throws StopSignal.Stopped if the attempt stops
   */
  public @Nullable KeyValue<K, V> take(Stopwatch busy) throws InterruptedException {
    lock.lock();
    try {
      while (pairs.isEmpty() && !ended && !stop.isGiven()) {
        busy.stop();
        notEmpty.await();
        busy.run();
      }
      stop.check();
      notFull.signal();
      return pairs.poll();
    } finally {
      lock.unlock();
    }
  }

  /** A pair if there is one now; null: there is none, or there is no more. */
  public @Nullable KeyValue<K, V> poll() {
    lock.lock();
    try {
      KeyValue<K, V> pair = pairs.poll();
      if (pair != null) {
        notFull.signal();
      }
      return pair;
    } finally {
      lock.unlock();
    }
  }

  private void wakeAll() {
    lock.lock();
    try {
      notFull.signalAll();
      notEmpty.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
