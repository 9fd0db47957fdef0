package dev.foray.runner.core;

import dev.foray.api.Chunk;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import dev.foray.runner.core.AttemptReports.Milestone;
import dev.foray.runner.core.flow.PairQueue;
import dev.foray.runner.core.flow.Phase;
import dev.foray.runner.core.flow.Room;
import dev.foray.runner.core.flow.Stage;
import dev.foray.runner.core.flow.Stopwatch;
import dev.foray.runner.core.ledger.ChunkRows;
import dev.foray.runner.core.ledger.LedgerRows;
import dev.foray.runner.core.ledger.RepeatRows;
import dev.foray.runner.core.ledger.SetAside;
import dev.foray.runner.core.map.Counters;
import dev.foray.runner.core.map.MapPairs;
import dev.foray.runner.core.map.PairTrace;
import dev.foray.runner.core.map.SkippedPairs;
import dev.foray.runner.core.map.Suspects;
import dev.foray.runner.core.read.PlannedChunk;
import dev.foray.runner.core.read.ReadPairs;
import dev.foray.runner.core.session.Access;
import dev.foray.runner.core.session.JobSession;
import dev.foray.runner.core.write.WriteBuffer;
import dev.foray.runner.core.write.WritePairs;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Works through one chunk: one thread reads, several map, and this one writes, fences and commits.
 */
final class ChunkStep<K, V extends @Nullable Object, R, S extends @Nullable Object>
    implements Stage {
  private static final int QUEUE = 1_000;

  /** Which part of the heap may be filled by what waits to be mapped. */
  private static final int QUEUE_PART = 32;

  /** By what one thread has emitted and holds back; by what waits to be written; by a batch. */
  private static final int HELD_PART = 256;

  private static final int BUFFER_PART = 8;
  private static final int BATCH_PART = 32;

  /** Emitted pairs that a thread holds back at most, and as a share of the write buffer. */
  private static final int MOST_HELD = 64;

  private static final int SHARE_HELD = 1_000;

  private final RunningAttempt attempt;
  private final MapReduceJob<K, V, R, S> job;
  private final Order.Settings settings;
  private final Chunk chunk;
  private final PairQueue<K, V> queue;
  private final WriteBuffer<R, S> buffer;
  private final Counters counters = new Counters();
  private final @Nullable SetAside<K, V> setAside;
  private final Suspects<K, V> suspects;
  private final SkippedPairs skipped;
  private final AtomicBoolean mapped = new AtomicBoolean();

  ChunkStep(RunningAttempt attempt, MapReduceJob<K, V, R, S> job, Order.ChunkSpec spec)
      throws SQLException {
    this.attempt = attempt;
    this.job = job;
    settings = attempt.order().settings();
    chunk = new PlannedChunk(spec, settings.fetchSize());
    queue = new PairQueue<>(Room.inHeap(QUEUE, QUEUE_PART), attempt.stop());
    buffer =
        new WriteBuffer<>(
            Room.inHeap(settings.writeBuffer(), BUFFER_PART),
            job.combiner().orElse(null),
            attempt.stop());
    setAside = spec.care().setAsideOnly() ? setAside(attempt) : null;
    suspects =
        new Suspects<>(
            spec.care(),
            spec.care().traced() ? attempt.trace(settings.mapThreads()) : PairTrace.NONE);
    skipped = new SkippedPairs(setAside == null ? settings.maxSkipped() : setAside.size());
  }

  @Override
  public void run() throws Exception {
    attempt
        .threads()
        .start(
            "read",
            new ReadPairs<>(
                job,
                chunk,
                attempt,
                queue,
                attempt.counts(),
                attempt.times().watch(Phase.READ),
                () -> attempt.reached(Milestone.READING),
                setAside));
    startMapping();
    if (attempt.order().job().dryRun()) {
      Rehearsal<R, S> rehearsal = new Rehearsal<>(attempt, job);
      try (FencedTransaction transaction = FencedTransaction.toTry(attempt, rehearsal::plan)) {
        write(rehearsal::write, transaction, rehearsal);
      }
    } else {
      try (FencedTransaction transaction = new FencedTransaction(attempt, Access.WRITE)) {
        write(job::writeAll, transaction, LedgerRows.NONE);
      }
    }
  }

  private void write(
      WritePairs.Batches<R, S> batches, FencedTransaction transaction, LedgerRows further)
      throws Exception {
    new WritePairs<>(
            batches,
            buffer,
            transaction,
            attempt.counts(),
            attempt.times().watch(Phase.WRITE),
            attempt.stop(),
            Room.inHeap(settings.batchSize(), BATCH_PART))
        .run();
    transaction.commit(rows().and(further), columns(progress()));
  }

  private LedgerRows rows() {
    return setAside == null
        ? new ChunkRows(attempt.id(), counters.sums(), skipped.pairs())
        : new RepeatRows(attempt.id(), counters.sums(), setAside, skipped.pairs());
  }

  private Progress progress() {
    Progress now = attempt.progress();
    return setAside == null ? now : setAside.total(now);
  }

  private void startMapping() {
    AtomicInteger left = new AtomicInteger(settings.mapThreads());
    for (int i = 1; i <= settings.mapThreads(); i++) {
      MapPairs<K, V, R, S> mapping = mapping(i - 1);
      attempt.threads().start("map-" + i, () -> mapThenEnd(mapping, left));
    }
  }

  private MapPairs<K, V, R, S> mapping(int thread) {
    return new MapPairs<>(
        suspects.traced(thread, job::map),
        queue,
        this::emitted,
        Room.inHeap(
            Math.max(1, Math.min(MOST_HELD, settings.writeBuffer() / SHARE_HELD)), HELD_PART),
        suspects,
        skipped,
        counters,
        attempt.counts(),
        attempt.times().watch(Phase.MAP),
        attempt.stop(),
        settings.mapRetries());
  }

  private void emitted(List<KeyValue<R, S>> pairs, long weight, Stopwatch busy)
      throws InterruptedException {
    buffer.add(pairs, weight, busy);
    if (!mapped.get() && mapped.compareAndSet(false, true)) {
      attempt.reached(Milestone.MAPPING);
    }
  }

  /** The last thread that has no more to map takes what waits for the end, and ends the buffer. */
  private void mapThenEnd(MapPairs<K, V, R, S> mapping, AtomicInteger left) throws Exception {
    mapping.run();
    if (left.decrementAndGet() == 0) {
      mapping.runSuspects();
      buffer.end();
    }
  }

  private static <K, V extends @Nullable Object> SetAside<K, V> setAside(RunningAttempt attempt)
      throws SQLException {
    try (JobSession session = attempt.open(Access.READ)) {
      return SetAside.read(session.connection(), attempt.id());
    }
  }

  static Map<String, Long> columns(Progress progress) {
    return Map.of(
        "pairs_read", progress.pairsRead(),
        "pairs_mapped", progress.pairsMapped(),
        "pairs_emitted", progress.pairsEmitted(),
        "pairs_written", progress.pairsWritten(),
        "pairs_skipped", progress.pairsSkipped());
  }
}
