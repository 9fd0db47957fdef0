package dev.foray.runner.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PairQueueTest {
  private final StopSignal stop = new StopSignal();
  private final PairQueue<Integer, Integer> queue = new PairQueue<>(Room.forPairs(4), stop);

  @Test
  void pairsComeInTheirOrderAndThenNull() throws InterruptedException {
    put(1, 3);
    queue.end();
    assertThat(take()).isEqualTo(1);
    assertThat(take()).isEqualTo(2);
    assertThat(take()).isEqualTo(3);
    assertThat(take()).isNull();
    assertThat(take()).isNull();
  }

  @Test
  void aPairThatIsPutIsThereForWhoeverIsIdle() throws Exception {
    FutureTask<@Nullable Integer> first = started(this::take);
    FutureTask<@Nullable Integer> second = started(this::take);
    put(1, 2);
    assertThat(List.of(got(first), got(second))).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void theReaderWaitsWhileItIsFull() throws Exception {
    put(1, 4);
    FutureTask<@Nullable Integer> fifth =
        started(
            () -> {
              put(5, 5);
              return 5;
            });
    assertThat(take()).isEqualTo(1);
    assertThat(take()).isEqualTo(2);
    assertThat(got(fifth)).isEqualTo(5);
    assertThat(take()).isEqualTo(3);
  }

  /** Each weighs as much as there is room for, so one is held, though there is room for ten. */
  @Test
  void theReaderWaitsWhileFewLargePairsFillIt() throws Exception {
    PairQueue<Integer, String> large = new PairQueue<>(new Room(10, 10_000), stop);
    AtomicInteger given = new AtomicInteger();
    FutureTask<Void> reading =
        started(
            () -> {
              Stopwatch busy = watch();
              for (int i = 0; i < 100; i++) {
                large.put(KeyValue.of(i, "x".repeat(10_000)), busy);
                given.set(i + 1);
              }
              large.end();
              return null;
            });
    Stopwatch busy = watch();
    int taken = 0;
    int mostHeld = 0;
    while (large.take(busy) != null) {
      taken++;
      if (taken > 50) {
        mostHeld = Math.max(mostHeld, given.get() - taken);
      }
    }
    assertThat(taken).isEqualTo(100);
    assertThat(mostHeld).isLessThanOrEqualTo(2);
    assertThat(reading.get(30, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void whoWaitsEndsWithTheLastPair() throws Exception {
    FutureTask<@Nullable Integer> waiting = started(this::take);
    queue.end();
    assertThat(waiting.get(30, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void whoWaitsLeavesWhenTheAttemptStops() throws Exception {
    FutureTask<@Nullable Integer> taking = started(this::take);
    stop.because(new IllegalStateException("elsewhere"));
    assertThatThrownBy(() -> taking.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StopSignal.Stopped.class);
    assertThatThrownBy(() -> put(1, 5)).isInstanceOf(StopSignal.Stopped.class);
  }

  /** Each pair once, whoever is quicker: the reader, or those that take. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void eachPairIsTakenOnceByOneOfManyThreads(int takers) throws Exception {
    List<FutureTask<List<Integer>>> taking = new ArrayList<>();
    for (int i = 0; i < takers; i++) {
      taking.add(started(this::takeAll));
    }
    put(1, 100_000);
    queue.end();
    List<Integer> taken = new ArrayList<>();
    for (FutureTask<List<Integer>> task : taking) {
      taken.addAll(task.get(50, TimeUnit.SECONDS));
    }
    assertThat(taken).hasSize(100_000).doesNotHaveDuplicates();
  }

  private List<Integer> takeAll() throws InterruptedException {
    List<Integer> taken = new ArrayList<>();
    for (Integer key = take(); key != null; key = take()) {
      taken.add(key);
    }
    assertThat(taken).isSorted();
    return taken;
  }

  private void put(int from, int to) throws InterruptedException {
    Stopwatch busy = watch();
    for (int i = from; i <= to; i++) {
      queue.put(KeyValue.of(i, i), busy);
    }
  }

  private @Nullable Integer take() throws InterruptedException {
    KeyValue<Integer, Integer> pair = queue.take(watch());
    return pair == null ? null : pair.key();
  }

  private static Stopwatch watch() {
    return new PhaseTimes(System::nanoTime).watch(Phase.READ);
  }

  private static <T> @Nullable T got(FutureTask<T> task) throws Exception {
    return task.get(30, TimeUnit.SECONDS);
  }

  private static <T extends @Nullable Object> FutureTask<T> started(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(task, "test").start();
    return task;
  }
}
