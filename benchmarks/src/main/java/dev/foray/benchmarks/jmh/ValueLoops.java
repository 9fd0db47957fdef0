package dev.foray.benchmarks.jmh;

import dev.foray.api.KeyValue;
import dev.foray.runner.core.flow.PairCounts;
import dev.foray.runner.core.flow.Phase;
import dev.foray.runner.core.flow.PhaseTimes;
import dev.foray.runner.core.flow.Room;
import dev.foray.runner.core.flow.StopSignal;
import dev.foray.runner.core.flow.Stopwatch;
import dev.foray.runner.core.plain.PairSource;
import dev.foray.runner.core.plain.PairWeight;
import dev.foray.runner.core.plain.PlainValues;
import dev.foray.runner.core.write.WriteBuffer;
import dev.foray.runner.core.write.WritePairs;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hibernate.StatelessSession;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is done with each pair's key and value: the check that they are plain, and the order. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ValueLoops {
  private static final int PAIRS = 100_000;

  /** A value as jobs have it. */
  public record Sale(LocalDate day, BigDecimal net, List<String> words) {}

  private final Long key = 17L;
  private final String text = "Wien";
  private final Sale sale = new Sale(LocalDate.EPOCH, BigDecimal.TEN, List.of("a", "b"));
  private final List<KeyValue<Object, Object>> sorted = new ArrayList<>();
  private final List<KeyValue<Object, Object>> shuffled = new ArrayList<>();

  @Setup
  public void make() {
    for (int i = 0; i < PAIRS; i++) {
      sorted.add(KeyValue.of((long) i, i));
    }
    shuffled.addAll(sorted);
    Collections.shuffle(shuffled, new Random(1));
  }

  @Benchmark
  public void plainText() {
    PlainValues.check(PairSource.MAP, key, text);
  }

  @Benchmark
  public void plainRecord() {
    PlainValues.check(PairSource.MAP, key, sale);
  }

  /** Held, put in order and handed on: pairs that come in order. */
  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public void orderOfSorted() throws Exception {
    write(sorted);
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public void orderOfShuffled() throws Exception {
    write(shuffled);
  }

  private static void write(List<KeyValue<Object, Object>> pairs) throws Exception {
    StopSignal stop = new StopSignal();
    WriteBuffer<Object, Object> buffer = new WriteBuffer<>(Room.inHeap(PAIRS + 1, 2), null, stop);
    Stopwatch busy = new PhaseTimes(System::nanoTime).watch(Phase.WRITE);
    buffer.add(pairs, PairWeight.ofAll(pairs), busy);
    buffer.end();
    new WritePairs<>(
            (List<KeyValue<Object, Object>> batch, StatelessSession db) -> {},
            buffer,
            ValueLoops::noSession,
            new PairCounts(),
            busy,
            stop,
            Room.inHeap(1_000, 32))
        .run();
  }

  @SuppressWarnings("NullAway") // nothing is written to it
  private static StatelessSession noSession() {
    return null;
  }
}
