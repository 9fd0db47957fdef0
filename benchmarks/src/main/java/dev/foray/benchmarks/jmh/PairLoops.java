package dev.foray.benchmarks.jmh;

import dev.foray.api.KeyValue;
import dev.foray.protocol.Order;
import dev.foray.runner.core.flow.PairCounts;
import dev.foray.runner.core.flow.PairQueue;
import dev.foray.runner.core.flow.Phase;
import dev.foray.runner.core.flow.PhaseTimes;
import dev.foray.runner.core.flow.Room;
import dev.foray.runner.core.flow.Stage;
import dev.foray.runner.core.flow.StopSignal;
import dev.foray.runner.core.flow.Stopwatch;
import dev.foray.runner.core.map.Counters;
import dev.foray.runner.core.map.MapPairs;
import dev.foray.runner.core.map.PairTrace;
import dev.foray.runner.core.map.SkippedPairs;
import dev.foray.runner.core.map.Suspects;
import dev.foray.runner.core.write.WriteBuffer;
import dev.foray.runner.core.write.WritePairs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Pairs on their way: through the queue to two threads; and from the queue through two that map
 * into the buffer and out of it in order. A figure is what one pair takes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PairLoops {
  private static final int PAIRS = 100_000;
  private static final int KEYS = 5_000;

  private final List<KeyValue<Long, String>> pairs = new ArrayList<>();

  @Setup
  public void make() {
    for (int i = 0; i < PAIRS; i++) {
      pairs.add(KeyValue.of((long) i, "word " + i % KEYS));
    }
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public void queue() throws Exception {
    StopSignal stop = new StopSignal();
    PairQueue<Long, String> queue = new PairQueue<>(Room.inHeap(1_000, 32), stop);
    inTwoThreads(
        queue,
        () -> {
          Stopwatch busy = watch();
          for (@Nullable Object pair = queue.take(busy); pair != null; pair = queue.take(busy)) {}
        });
  }

  /** A map that emits each pair as it is. */
  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public void pipeline() throws Exception {
    through(null);
  }

  /** A map that emits a word and 1, folded by a combiner. */
  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public void pipelineWithCombiner() throws Exception {
    through(Long::sum);
  }

  private void through(@Nullable BinaryOperator<Long> combiner) throws Exception {
    StopSignal stop = new StopSignal();
    PairQueue<Long, String> queue = new PairQueue<>(Room.inHeap(1_000, 32), stop);
    WriteBuffer<Object, Long> buffer = new WriteBuffer<>(Room.inHeap(PAIRS + 1, 2), combiner, stop);
    PairCounts counts = new PairCounts();
    Counters counters = new Counters();
    inTwoThreads(
        queue,
        () ->
            new MapPairs<Long, String, Object, Long>(
                    (key, value, output) -> output.emit(combiner == null ? key : value, 1L),
                    queue,
                    buffer::add,
                    Room.inHeap(64, 256),
                    new Suspects<>(Order.Care.NONE, PairTrace.NONE),
                    new SkippedPairs(0),
                    counters,
                    counts,
                    watch(),
                    stop,
                    0)
                .run());
    buffer.end();
    new WritePairs<>(
            (List<KeyValue<Object, Long>> batch, StatelessSession db) -> {},
            buffer,
            PairLoops::noSession,
            counts,
            watch(),
            stop,
            Room.inHeap(1_000, 32))
        .run();
  }

  @SuppressWarnings("NullAway") // nothing is written to it
  private static StatelessSession noSession() {
    return null;
  }

  private void inTwoThreads(PairQueue<Long, String> queue, Stage stage) throws Exception {
    Thread first = start(stage);
    Thread second = start(stage);
    Stopwatch busy = watch();
    for (KeyValue<Long, String> pair : pairs) {
      queue.put(pair, busy);
    }
    queue.end();
    first.join();
    second.join();
  }

  private static Thread start(Stage stage) {
    Thread thread =
        new Thread(
            () -> {
              try {
                stage.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
  }

  private static Stopwatch watch() {
    return new PhaseTimes(System::nanoTime).watch(Phase.MAP);
  }
}
