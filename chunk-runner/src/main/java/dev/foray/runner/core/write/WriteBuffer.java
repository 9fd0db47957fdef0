package dev.foray.runner.core.write;

import dev.foray.api.KeyValue;
import dev.foray.runner.core.flow.Room;
import dev.foray.runner.core.flow.StopSignal;
import dev.foray.runner.core.flow.Stopwatch;
import dev.foray.runner.core.plain.PairWeight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Emitted pairs on their way from the threads that map to the one that writes; folded by the
 * combiner where the job has one. Bounded: at the bound the pairs are handed over to be written,
 * and threads that map wait while both that flush and the next are full. Thread-safe.
 */
public final class WriteBuffer<R, S extends @Nullable Object> {
  private final Room room;
  private final @Nullable BinaryOperator<S> combiner;
  private final StopSignal stop;
  private Map<R, Sum<S>> folded = new HashMap<>();
  private List<KeyValue<R, S>> listed = new ArrayList<>();
  private long bytes;
  private boolean ended;

  /**
   * @param room of pairs, or of distinct keys where there is a combiner
   */
  public WriteBuffer(Room room, @Nullable BinaryOperator<S> combiner, StopSignal stop) {
    this.room = room;
    this.combiner = combiner;
    this.stop = stop;
    stop.onStop(this::wake);
  }

  /**
   * Takes the pairs of one call of {@code map}; waits while the buffer is full.
   *
   * @param weight what they weigh, as {@link PairWeight} says
   * @param busy that of the thread that called {@code map}; it stands meanwhile
   * @throws StopSignal.Stopped if the attempt stops
   */
  public synchronized void add(List<KeyValue<R, S>> pairs, long weight, Stopwatch busy)
      throws InterruptedException {
    while (isFull() && !stop.isGiven()) {
      busy.stop();
      wait();
      busy.run();
    }
    stop.check();
    if (combiner == null) {
      listed.addAll(pairs);
      bytes += weight;
    } else {
      for (KeyValue<R, S> pair : pairs) {
        fold(combiner, pair);
      }
    }
    if (isFull()) {
      notifyAll();
    }
  }

  /** No pair follows. */
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /**
   * Waits until the buffer is full or no pair follows, and takes what is in it.
   *
   * @return pairs in no order; empty: there are no more
   * @throws StopSignal.Stopped if the attempt stops
   */
  synchronized Flush<R, S> take() throws InterruptedException {
    while (!isFull() && !ended && !stop.isGiven()) {
      wait();
    }
    stop.check();
    List<KeyValue<R, S>> pairs = listed;
    folded.forEach((key, sum) -> pairs.add(KeyValue.of(key, sum.value)));
    listed = new ArrayList<>();
    folded = new HashMap<>();
    bytes = 0;
    notifyAll();
    return new Flush<>(pairs, ended);
  }

  /**
   * What is written together, in the order of the keys.
   *
   * @param last no flush follows
   */
  record Flush<R, S extends @Nullable Object>(List<KeyValue<R, S>> pairs, boolean last) {}

  /** What one key has come to. */
  private static final class Sum<S extends @Nullable Object> {
    private S value;

    /** What it weighs, at most about twice as much as in truth. */
    private long weight;

    private long weighed;

    Sum(S value) {
      this.value = value;
      this.weight = PairWeight.of(value);
      this.weighed = weight;
    }

    /**
     * A text or a list may have grown by what was folded in; it is weighed anew where that would
     * have doubled it, so that one which grows to any length is not looked through each time.
     *
     * @return the difference
     */
    private long grow(S folded, S added) {
      value = folded;
      if (folded instanceof Number) {
        return 0;
      }
      long before = weight;
      weight += PairWeight.of(added);
      if (weight > 2 * weighed) {
        weighed = PairWeight.of(folded);
        weight = weighed;
      }
      return weight - before;
    }
  }

  private void fold(BinaryOperator<S> fold, KeyValue<R, S> pair) {
    Sum<S> sum = folded.get(pair.key());
    if (sum == null) {
      folded.put(pair.key(), new Sum<>(pair.value()));
      bytes += PairWeight.of(pair);
    } else {
      bytes += sum.grow(fold.apply(sum.value, pair.value()), pair.value());
    }
  }

  private boolean isFull() {
    return room.isFull(listed.size() + folded.size(), bytes);
  }

  private synchronized void wake() {
    notifyAll();
  }
}
