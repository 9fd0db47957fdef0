package dev.foray.runner.core.write;

import dev.foray.api.KeyValue;
import dev.foray.runner.core.flow.PairCounts;
import dev.foray.runner.core.flow.Remarks;
import dev.foray.runner.core.flow.Room;
import dev.foray.runner.core.flow.Stage;
import dev.foray.runner.core.flow.StopSignal;
import dev.foray.runner.core.flow.Stopwatch;
import dev.foray.runner.core.plain.PairWeight;
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
  private final Room batch;

  /**
   * @param batch what is written by one call
   */
  public WritePairs(
      Batches<R, S> batches,
      WriteBuffer<R, S> buffer,
      WriteTransaction transaction,
      PairCounts counts,
      Stopwatch busy,
      StopSignal stop,
      Room batch) {
    this.batches = batches;
    this.buffer = buffer;
    this.transaction = transaction;
    this.counts = counts;
    this.busy = busy;
    this.stop = stop;
    this.batch = batch;
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
    int from = 0;
    while (from < pairs.size()) {
      stop.check();
      List<KeyValue<R, S>> next = pairs.subList(from, end(pairs, from));
      batches.write(Collections.unmodifiableList(next), transaction.begin());
      counts.written(next.size());
      from += next.size();
    }
  }

  /** Where the batch ends that begins there; it has one pair at least. */
  private int end(List<KeyValue<R, S>> pairs, int from) {
    long bytes = 0;
    int end = from;
    while (end < pairs.size() && !batch.isFull(end - from, bytes)) {
      bytes += PairWeight.of(pairs.get(end));
      end++;
    }
    return end;
  }
}
