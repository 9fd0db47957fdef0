package dev.foray.runner.core.read;

import dev.foray.api.Chunk;
import dev.foray.api.JobMistake;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.runner.core.flow.PairCounts;
import dev.foray.runner.core.flow.PairQueue;
import dev.foray.runner.core.flow.Stage;
import dev.foray.runner.core.flow.Stopwatch;
import dev.foray.runner.core.ledger.SetAside;
import dev.foray.runner.core.plain.PairSource;
import dev.foray.runner.core.plain.PlainValues;
import dev.foray.runner.core.session.Access;
import dev.foray.runner.core.session.JobSession;
import dev.foray.runner.core.session.SessionSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Streams the chunk's pairs into the queue, on one thread, in a read-only transaction that is
 * rolled back when the stream ends.
 */
public final class ReadPairs<K, V extends @Nullable Object> implements Stage {
  private final MapReduceJob<K, V, ?, ?> job;
  private final Chunk chunk;
  private final SessionSource sessions;
  private final PairQueue<K, V> queue;
  private final PairCounts counts;
  private final Stopwatch busy;
  private final Runnable reading;
  private final @Nullable SetAside<K, V> only;
  private boolean begun;

  /**
   * @param busy runs while it reads
   * @param reading runs when the first pair has come
   * @param only the pairs that alone are wanted; null: all
   */
  public ReadPairs(
      MapReduceJob<K, V, ?, ?> job,
      Chunk chunk,
      SessionSource sessions,
      PairQueue<K, V> queue,
      PairCounts counts,
      Stopwatch busy,
      Runnable reading,
      @Nullable SetAside<K, V> only) {
    this.job = job;
    this.chunk = chunk;
    this.sessions = sessions;
    this.queue = queue;
    this.counts = counts;
    this.busy = busy;
    this.reading = reading;
    this.only = only;
  }

  @Override
  public void run() throws Exception {
    busy.run();
    try (JobSession session = sessions.open(Access.READ);
        Stream<KeyValue<K, V>> pairs = read(session)) {
      // Pushed, not pulled: an iterator over a flatMap would hold the whole inner stream.
      pairs.sequential().forEachOrdered(this::take);
    }
    if (only != null) {
      only.found().forEach(this::put);
    }
    busy.stop();
    queue.end();
  }

  private Stream<KeyValue<K, V>> read(JobSession session) throws Exception {
    @Nullable Stream<KeyValue<K, V>> pairs = job.read(chunk, session.db());
    if (pairs == null) {
      throw new JobMistake("read returned null: return Stream.empty() where there is nothing");
    }
    return pairs;
  }

  private void take(@Nullable KeyValue<K, V> pair) {
    if (pair == null) {
      throw new JobMistake("read gave null in place of a pair: filter it out of the stream");
    }
    PlainValues.check(PairSource.READ, pair.key(), pair.value());
    if (!begun) {
      begun = true;
      reading.run();
    }
    if (only == null) {
      put(pair);
    } else {
      only.offer(pair);
    }
  }

  private void put(KeyValue<K, V> pair) {
    counts.read();
    try {
      queue.put(pair, busy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("read was interrupted", e);
    }
  }
}
