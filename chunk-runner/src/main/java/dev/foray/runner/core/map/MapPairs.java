package dev.foray.runner.core.map;

import dev.foray.api.JobMistake;
import dev.foray.api.KeyValue;
import dev.foray.protocol.FailureKind;
import dev.foray.runner.core.failure.AttemptFailed;
import dev.foray.runner.core.failure.FailureKinds;
import dev.foray.runner.core.flow.PairCounts;
import dev.foray.runner.core.flow.PairQueue;
import dev.foray.runner.core.flow.Room;
import dev.foray.runner.core.flow.Stage;
import dev.foray.runner.core.flow.StopSignal;
import dev.foray.runner.core.flow.Stopwatch;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes pairs from the queue and calls {@code map} for each; run by several threads at once. A pair
 * whose call throws is tried again, set aside, or fails the attempt.
 */
public final class MapPairs<K, V extends @Nullable Object, R, S extends @Nullable Object>
    implements Stage {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Mapping<K, V, R, S> mapping;
  private final PairQueue<K, V> queue;
  private final HeldPairs<R, S> held;
  private final Suspects<K, V> suspects;
  private final SkippedPairs skipped;
  private final Counters counters;
  private final PairCounts counts;
  private final Stopwatch busy;
  private final StopSignal stop;
  private final int retries;

  /** Where the pairs of calls go that returned; the list is the caller's, its weight as told. */
  public interface Emitted<R, S extends @Nullable Object> {
    void add(List<KeyValue<R, S>> pairs, long weight, Stopwatch busy) throws InterruptedException;
  }

  /**
   * @param group emitted pairs that are handed on at once
   */
  public MapPairs(
      Mapping<K, V, R, S> mapping,
      PairQueue<K, V> queue,
      Emitted<R, S> emitted,
      Room group,
      Suspects<K, V> suspects,
      SkippedPairs skipped,
      Counters counters,
      PairCounts counts,
      Stopwatch busy,
      StopSignal stop,
      int retries) {
    this.mapping = mapping;
    this.queue = queue;
    this.held = new HeldPairs<>(emitted, busy, group);
    this.suspects = suspects;
    this.skipped = skipped;
    this.counters = counters;
    this.counts = counts;
    this.busy = busy;
    this.stop = stop;
    this.retries = retries;
  }

  @Override
  public void run() throws InterruptedException {
    busy.run();
    for (KeyValue<K, V> pair = next(); pair != null; pair = next()) {
      if (!suspects.keep(pair)) {
        map(pair);
      }
    }
    busy.stop();
  }

  private @Nullable KeyValue<K, V> next() throws InterruptedException {
    KeyValue<K, V> pair = queue.poll();
    if (pair == null) {
      held.handOn();
      return queue.take(busy);
    }
    stop.check();
    return pair;
  }

  /** Maps the pairs that were kept for the end; called once, when all others are mapped. */
  public void runSuspects() throws InterruptedException {
    busy.run();
    for (KeyValue<K, V> pair : suspects.kept()) {
      String cause = suspects.deadly(pair.key());
      if (cause == null || skipped.most() == 0) {
        map(pair);
      } else {
        setAside(
            pair.key(),
            new AttemptFailed(FailureKind.RUNNER_DIED, "it ends the JVM: " + cause, null));
      }
    }
    held.handOn();
    busy.stop();
  }

  private void map(KeyValue<K, V> pair) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    for (int left = retries; !mapped(pair, left == 0); left--) {
      stop.await(pause);
      stop.check();
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  /**
   * @return false: the call threw and is to be tried again
   */
  private boolean mapped(KeyValue<K, V> pair, boolean last) throws InterruptedException {
    CallOutput<R, S> output = new CallOutput<>();
    try {
      mapping.map(pair.key(), pair.value(), output);
    } catch (JobMistake mistake) {
      throw mistake;
    } catch (Exception failure) {
      stop.check();
      if (last) {
        setAside(pair.key(), failure);
      }
      return last;
    } finally {
      output.end();
    }
    take(output);
    return true;
  }

  private void take(CallOutput<R, S> output) throws InterruptedException {
    counters.add(output.counters());
    counts.mapped(output.pairs().size());
    held.add(output.pairs());
  }

  private void setAside(K key, Exception failure) {
    if (skipped.add(key, failure)) {
      counts.skipped();
      return;
    }
    throw new AttemptFailed(
        FailureKinds.of(failure),
        "map failed for the key "
            + KeyText.of(key)
            + (skipped.most() == 0
                ? ""
                : ", and " + skipped.most() + " pairs are set aside already")
            + ": "
            + SkippedPairs.why(failure),
        failure);
  }
}
