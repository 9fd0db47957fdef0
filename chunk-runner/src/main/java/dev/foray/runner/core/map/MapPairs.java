package dev.foray.runner.core.map;

import dev.foray.api.JobMistake;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.runner.core.failure.AttemptFailed;
import dev.foray.runner.core.failure.FailureKinds;
import dev.foray.runner.core.flow.PairCounts;
import dev.foray.runner.core.flow.PairQueue;
import dev.foray.runner.core.flow.Stage;
import dev.foray.runner.core.flow.StopSignal;
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

  private final MapReduceJob<K, V, R, S> job;
  private final PairQueue<K, V> queue;
  private final Emitted<R, S> emitted;
  private final SkippedPairs skipped;
  private final Counters counters;
  private final PairCounts counts;
  private final StopSignal stop;
  private final int retries;

  /** Where the pairs of a call go that returned. */
  public interface Emitted<R, S extends @Nullable Object> {
    void add(List<KeyValue<R, S>> pairs) throws InterruptedException;
  }

  public MapPairs(
      MapReduceJob<K, V, R, S> job,
      PairQueue<K, V> queue,
      Emitted<R, S> emitted,
      SkippedPairs skipped,
      Counters counters,
      PairCounts counts,
      StopSignal stop,
      int retries) {
    this.job = job;
    this.queue = queue;
    this.emitted = emitted;
    this.skipped = skipped;
    this.counters = counters;
    this.counts = counts;
    this.stop = stop;
    this.retries = retries;
  }

  @Override
  public void run() throws InterruptedException {
    for (KeyValue<K, V> pair = queue.take(); pair != null; pair = queue.take()) {
      map(pair);
    }
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
      job.map(pair.key(), pair.value(), output);
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
    emitted.add(output.pairs());
  }

  private void setAside(K key, Exception failure) {
    if (skipped.add(key, failure)) {
      counts.skipped();
      return;
    }
    throw new AttemptFailed(
        FailureKinds.of(failure),
        "map failed for the key "
            + key
            + (skipped.most() == 0
                ? ""
                : ", and " + skipped.most() + " pairs are set aside already")
            + ": "
            + failure,
        failure);
  }
}
