package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.KeyValue;
import dev.foray.api.Output;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Order;
import dev.foray.protocol.Phases;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/** What happens to pairs between read and write. */
abstract class StagesContract extends AttemptsCase {
  private void settings(int mapThreads, int mapRetries, int maxSkipped, int writeBuffer) {
    attempts.settings(
        new Order.Settings(
            mapThreads, mapRetries, 4, 600_000, maxSkipped, 0, writeBuffer, 10, 100));
  }

  private AttemptResult run(LambdaJob job) {
    return attempts.planAndChunk(job);
  }

  @Test
  void pairsAreWrittenInTheOrderOfTheirKeysAndInBatches() {
    LambdaJob job =
        LambdaJob.job()
            .read(
                (chunk, db) -> {
                  List<KeyValue<Object, Object>> pairs =
                      new ArrayList<>(LambdaJob.numbers(1, 25).toList());
                  Collections.reverse(pairs);
                  return pairs.stream();
                });
    settings(4, 0, 0, 1_000);
    assertThat(run(job).failure()).isNull();
    assertThat(job.writtenKeys()).isEqualTo(IntStream.rangeClosed(1, 25).boxed().toList());
    assertThat(job.batches).extracting(List::size).containsExactly(10, 10, 5);
  }

  @Test
  void batchesCannotBeChanged() {
    LambdaJob job =
        LambdaJob.job()
            .write(
                (pairs, db) ->
                    assertThatThrownBy(() -> pairs.add(KeyValue.of(1, 1)))
                        .isInstanceOf(UnsupportedOperationException.class));
    assertThat(run(job).failure()).isNull();
  }

  @Test
  void fullBufferIsWrittenEarlyAndNothingIsLost() {
    LambdaJob job =
        LambdaJob.job()
            .read((chunk, db) -> LambdaJob.numbers(1, 1_000))
            .map((key, value, output) -> output.emit((Integer) key % 7, value));
    settings(3, 0, 0, 50);
    assertThat(run(job).failure()).isNull();
    assertThat(job.writtenKeys()).hasSize(1_000);
    assertThat(database.value("select pairs_emitted, pairs_written from foray.chunk"))
        .isEqualTo("1000 1000");
  }

  @Test
  void combinerFoldsTheValuesOfAKey() {
    LambdaJob job =
        LambdaJob.job()
            .read((chunk, db) -> LambdaJob.numbers(1, 1_000))
            .map((key, value, output) -> output.emit((Integer) key % 3, 1))
            .combiner((a, b) -> (Integer) a + (Integer) b);
    settings(4, 0, 0, 1_000);
    assertThat(run(job).failure()).isNull();
    assertThat(job.batches)
        .containsExactly(List.of(KeyValue.of(0, 333), KeyValue.of(1, 334), KeyValue.of(2, 333)));
    assertThat(database.value("select pairs_emitted, pairs_written from foray.chunk"))
        .isEqualTo("1000 3");
  }

  @Test
  void combinerWithManyKeysIsFlushedAndLosesNothing() {
    LambdaJob job =
        LambdaJob.job()
            .read((chunk, db) -> LambdaJob.numbers(1, 2_000))
            .map((key, value, output) -> output.emit((Integer) key % 500, 1))
            .combiner((a, b) -> (Integer) a + (Integer) b);
    settings(4, 0, 0, 100);
    assertThat(run(job).failure()).isNull();
    int sum =
        job.batches.stream().flatMap(List::stream).mapToInt(pair -> (Integer) pair.value()).sum();
    assertThat(sum).isEqualTo(2_000);
  }

  @Test
  @SuppressWarnings("NullAway") // the values of a LambdaJob are not declared to be null
  void nullValuesPassThrough() {
    LambdaJob job =
        LambdaJob.job()
            .read((chunk, db) -> Stream.of(KeyValue.of(1, null)))
            .map((key, value, output) -> output.emit(key, value));
    assertThat(run(job).failure()).isNull();
    assertThat(job.batches).containsExactly(List.of(KeyValue.of(1, null)));
  }

  @Test
  void severalThreadsMapAtOnce() {
    CountDownLatch both = new CountDownLatch(2);
    Set<String> threads = ConcurrentHashMap.newKeySet();
    LambdaJob job =
        LambdaJob.job()
            .map(
                (key, value, output) -> {
                  threads.add(Thread.currentThread().getName());
                  both.countDown();
                  FenceContract.await(both);
                });
    assertThat(run(job).failure()).isNull();
    assertThat(threads).containsExactlyInAnyOrder("map-1", "map-2");
  }

  @Test
  void timeInMapIsThatOfItsCallsTogetherAndNotThatOfTheReaderWhoWaits() {
    settings(2, 0, 0, 100);
    LambdaJob job =
        LambdaJob.job()
            .read((chunk, db) -> LambdaJob.numbers(1, 2_000))
            .map(
                (key, value, out) -> {
                  if ((Integer) key % 100 == 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                  }
                  out.emit(key, value);
                });
    Phases phases = run(job).progress().phases();
    // Who parks may wake a little early.
    assertThat(phases.mapMillis()).isGreaterThan(20 * 20 / 2);
    assertThat(phases.readMillis()).isLessThan(phases.mapMillis());
  }

  @Test
  void outputOfACallThatThrowsIsDiscardedWhenItIsTriedAgain() {
    AtomicInteger calls = new AtomicInteger();
    LambdaJob job =
        LambdaJob.job()
            .read((chunk, db) -> LambdaJob.numbers(1, 1))
            .map(
                (key, value, output) -> {
                  output.emit("call", calls.incrementAndGet());
                  output.count("calls", 1);
                  if (calls.get() < 3) {
                    throw new IllegalStateException("not yet");
                  }
                });
    settings(1, 2, 0, 100);
    assertThat(run(job).failure()).isNull();
    assertThat(job.batches).containsExactly(List.of(KeyValue.of("call", 3)));
    assertThat(database.value("select count from foray.counter")).isEqualTo("1");
  }

  @Test
  void callThatThrowsFailsTheAttemptAndNamesTheKey() {
    LambdaJob job =
        LambdaJob.job()
            .map(
                (key, value, output) -> {
                  throw new IllegalArgumentException("no such place");
                });
    settings(1, 1, 0, 100);
    AttemptResult result = run(job);
    assertThat(result.kind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(result.failure())
        .hasMessage("map failed for the key 1: java.lang.IllegalArgumentException: no such place")
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pairsThatFailAreSetAsideUpToTheLimit() {
    LambdaJob job =
        LambdaJob.job()
            .read((chunk, db) -> LambdaJob.numbers(1, 10))
            .map(
                (key, value, output) -> {
                  if ((Integer) key % 5 == 0) {
                    throw new IllegalArgumentException("five");
                  }
                  output.emit(key, value);
                });
    settings(1, 0, 2, 100);
    AttemptResult result = run(job);
    assertThat(result.failure()).isNull();
    assertThat(result.progress().pairsSkipped()).isEqualTo(2);
    assertThat(job.writtenKeys()).hasSize(8);
    assertThat(
            database.rows(
                "select position, attempt, pair_key, cause from foray.skipped order by 1"))
        .containsExactly(
            "0 1 5 java.lang.IllegalArgumentException: five",
            "1 1 10 java.lang.IllegalArgumentException: five");
  }

  @Test
  void onePairMoreThanMayBeSetAsideFailsTheAttempt() {
    LambdaJob job =
        LambdaJob.job()
            .map(
                (key, value, output) -> {
                  throw new IllegalArgumentException("all bad");
                });
    settings(1, 0, 2, 100);
    AttemptResult result = run(job);
    assertThat(result.failure())
        .hasMessage(
            "map failed for the key 3, and 2 pairs are set aside already:"
                + " java.lang.IllegalArgumentException: all bad");
    assertThat(database.rows("select * from foray.skipped")).isEmpty();
  }

  @Test
  void emitAfterTheCallHasReturnedThrows() {
    AtomicReference<Output<Object, Object>> kept = new AtomicReference<>();
    LambdaJob job =
        LambdaJob.job()
            .read((chunk, db) -> LambdaJob.numbers(1, 1))
            .map((key, value, output) -> kept.set(output));
    run(job);
    Optional<Output<Object, Object>> output = Optional.ofNullable(kept.get());
    assertThatThrownBy(() -> output.orElseThrow().emit(1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("emit after map has returned");
    assertThatThrownBy(() -> output.orElseThrow().count("late", 1))
        .hasMessageContaining("count after map has returned");
  }

  @Test
  void oneCallMayNotEmitWithoutEnd() {
    LambdaJob job =
        LambdaJob.job()
            .map(
                (key, value, output) -> {
                  for (int i = 0; ; i++) {
                    output.emit(i, i);
                  }
                });
    AttemptResult result = run(job);
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure()).hasMessageContaining("emits more than 100,000 pairs");
  }

  @Test
  void nullKeysAreRefused() {
    assertThat(
            run(LambdaJob.job().map((key, value, output) -> output.emit(nothing(), 1))).failure())
        .hasMessage(
            "map emitted a pair whose key is null: keys are never null, only values may be");
  }

  @Test
  void readMayNotGiveNullPairsOrNullKeysOrNoStream() {
    attempts.planned(LambdaJob.job());
    assertThat(
            attempts
                .chunk(LambdaJob.job().read((chunk, db) -> Stream.of(KeyValue.of(nothing(), 1))), 0)
                .failure())
        .hasMessageContaining("read gave a pair whose key is null");
    attempts.giveBack(0, 1);
    assertThat(
            attempts
                .chunk(LambdaJob.job().read((chunk, db) -> Stream.of(KeyValue.of(1, 1), null)), 0)
                .failure())
        .hasMessageContaining("read gave null in place of a pair");
    attempts.giveBack(0, 2);
    assertThat(
            attempts
                .chunk(
                    LambdaJob.job()
                        .read(
                            (chunk, db) ->
                                StagesContract.<Stream<KeyValue<Object, Object>>>nothing()),
                    0)
                .failure())
        .hasMessageContaining("read returned null");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a careless job does
  private static <T> T nothing() {
    return null;
  }

  @Test
  void theStreamIsPulledWhilePairsAreMapped() {
    AtomicInteger read = new AtomicInteger();
    AtomicInteger ahead = new AtomicInteger();
    LambdaJob job =
        LambdaJob.job()
            .read(
                (chunk, db) ->
                    Stream.of(1, 2)
                        .flatMap(part -> LambdaJob.numbers(1, 10_000))
                        .peek(pair -> read.incrementAndGet()))
            .map(
                (key, value, output) -> {
                  ahead.accumulateAndGet(read.get() - (int) done.incrementAndGet(), Math::max);
                });
    settings(1, 0, 0, 100);
    assertThat(run(job).failure()).isNull();
    assertThat(read.get()).isEqualTo(20_000);
    assertThat(ahead.get()).isLessThan(2_000);
  }

  private final AtomicInteger done = new AtomicInteger();

  @Test
  void theStreamIsClosed() {
    AtomicInteger closed = new AtomicInteger();
    LambdaJob job =
        LambdaJob.job()
            .read((chunk, db) -> LambdaJob.numbers(1, 3).onClose(closed::incrementAndGet));
    run(job);
    assertThat(closed.get()).isEqualTo(1);
  }

  @Test
  void theJobIsOpenedOnceAndClosedAfterAFailureToo() {
    LambdaJob job =
        LambdaJob.job()
            .read(
                (chunk, db) -> {
                  throw new IllegalStateException("read fails");
                });
    attempts.planned(LambdaJob.job());
    assertThat(attempts.chunk(job, 0).failure()).hasMessage("read fails");
    assertThat(job.calls).containsExactly("open", "read", "close");
  }

  @Test
  void laterFailuresAreKeptAsSuppressed() {
    CountDownLatch both = new CountDownLatch(2);
    LambdaJob job =
        LambdaJob.job()
            .map(
                (key, value, output) -> {
                  both.countDown();
                  FenceContract.await(both);
                  throw new StackOverflowError("deep " + key);
                });
    AttemptResult result = run(job);
    assertThat(result.failure()).isInstanceOf(StackOverflowError.class);
    assertThat(result.kind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(Optional.ofNullable(result.failure()).orElseThrow().getSuppressed()).hasSize(1);
  }

  @Test
  void codeThatIgnoresTheInterruptIsLeftBehind() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch stuck = new CountDownLatch(1);
    LambdaJob job =
        LambdaJob.job()
            .map(
                (key, value, output) -> {
                  if (key.equals(1)) {
                    stuck.countDown();
                    ignoringInterrupts(end);
                  } else {
                    FenceContract.await(stuck);
                    throw new IllegalStateException("the other one fails");
                  }
                });
    try {
      assertThat(run(job).failure()).hasMessageContaining("the other one fails");
    } finally {
      end.countDown();
    }
  }

  private static void ignoringInterrupts(CountDownLatch end) {
    while (true) {
      try {
        end.await();
        return;
      } catch (InterruptedException e) {
        // as careless code does
      }
    }
  }

  @Test
  void aStatementThatRunsIsCancelledWhenTheAttemptStops() {
    database.execute("create table big (n int)");
    database.execute("insert into big select * from " + series(3_000));
    LambdaJob job =
        LambdaJob.job()
            .read(
                (chunk, db) ->
                    Stream.concat(LambdaJob.numbers(1, 1), Stream.of(1).flatMap(x -> slow(db))))
            .map(
                (key, value, output) -> {
                  throw new IllegalStateException("stop everything");
                });
    long begin = System.nanoTime();
    assertThat(run(job).failure()).hasMessageContaining("stop everything");
    assertThat(System.nanoTime() - begin).isLessThan(60_000_000_000L);
  }

  private Stream<KeyValue<Object, Object>> slow(StatelessSession db) {
    Object count =
        db.createNativeQuery("select count(*) from big a, big b, big c", Object.class)
            .getSingleResult();
    return Stream.of(KeyValue.of(1, count));
  }

  private String series(int to) {
    return database.isPostgres() ? "generate_series(1, " + to + ")" : "system_range(1, " + to + ")";
  }
}
