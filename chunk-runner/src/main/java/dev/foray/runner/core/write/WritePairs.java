package dev.foray.runner.core.write;

import dev.foray.api.KeyValue;
import dev.foray.runner.core.flow.PairCounts;
import dev.foray.runner.core.flow.Remarks;
import dev.foray.runner.core.flow.Stage;
import dev.foray.runner.core.flow.StopSignal;
import dev.foray.runner.core.flow.Stopwatch;
import java.util.Collections;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was emitted, in the order of the keys and in batches, on one thread. The transaction
 * begins with the first flush, so a slow {@code map} holds no lock.
 */
public final class WritePairs<R, S extends @Nullable Object> implements Stage {
  /** Writes one batch: {@code writeAll} of the job. */
  public interface Batches<R, S extends @Nullable Object> {
    void write(List<KeyValue<R, S>> pairs, StatelessSession db) throws Exception;
  }

  private final Batches<R, S> batches;
  private final WriteBuffer<R, S> buffer;
  private final WriteTransaction transaction;
  private final PairCounts counts;
  private final Stopwatch busy;
  private final StopSignal stop;
  private final int batchSize;

  public WritePairs(
      Batches<R, S> batches,
      WriteBuffer<R, S> buffer,
      WriteTransaction transaction,
      PairCounts counts,
      Stopwatch busy,
      StopSignal stop,
      int batchSize) {
    this.batches = batches;
    this.buffer = buffer;
    this.transaction = transaction;
    this.counts = counts;
    this.busy = busy;
    this.stop = stop;
    this.batchSize = batchSize;
  }

  /** Returns when the last pair is written. */
  @Override
  public void run() throws Exception {
    WriteBuffer.Flush<R, S> flush;
    do {
      flush = buffer.take();
      if (!flush.last() && counts.progress().pairsWritten() == 0) {
        Remarks.flushedEarly(flush.pairs().size());
      }
      busy.run();
      write(flush.pairs());
      busy.stop();
    } while (!flush.last());
  }

  private void write(List<KeyValue<R, S>> pairs) throws Exception {
    pairs.sort(KeyOrder.of(pairs));
    for (int from = 0; from < pairs.size(); from += batchSize) {
      stop.check();
      List<KeyValue<R, S>> batch = pairs.subList(from, Math.min(from + batchSize, pairs.size()));
      batches.write(Collections.unmodifiableList(batch), transaction.begin());
      counts.written(batch.size());
    }
  }
}
