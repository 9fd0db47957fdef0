package dev.foray.runner.core.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.KeyValue;
import dev.foray.runner.core.flow.Phase;
import dev.foray.runner.core.flow.PhaseTimes;
import dev.foray.runner.core.flow.Room;
import dev.foray.runner.core.flow.StopSignal;
import dev.foray.runner.core.flow.Stopwatch;
import dev.foray.runner.core.plain.PairWeight;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WriteBufferTest {
  private final StopSignal stop = new StopSignal();
  private final Stopwatch busy = new PhaseTimes(System::nanoTime).watch(Phase.MAP);

  @Test
  void whatIsLeftIsTakenAtTheEnd() throws InterruptedException {
    WriteBuffer<String, Integer> buffer = new WriteBuffer<>(Room.forPairs(10), null, stop);
    add(buffer, List.of(KeyValue.of("a", 1), KeyValue.of("a", 2)));
    buffer.end();
    WriteBuffer.Flush<String, Integer> flush = buffer.take();
    assertThat(flush.pairs()).containsExactly(KeyValue.of("a", 1), KeyValue.of("a", 2));
    assertThat(flush.last()).isTrue();
  }

  @Test
  void fullBufferIsTakenBeforeTheEnd() throws InterruptedException {
    WriteBuffer<String, Integer> buffer = new WriteBuffer<>(Room.forPairs(2), Integer::sum, stop);
    add(buffer, List.of(KeyValue.of("a", 1), KeyValue.of("a", 2), KeyValue.of("b", 5)));
    WriteBuffer.Flush<String, Integer> flush = buffer.take();
    assertThat(flush.pairs()).containsExactlyInAnyOrder(KeyValue.of("a", 3), KeyValue.of("b", 5));
    assertThat(flush.last()).isFalse();
  }

  @Test
  void fewLargePairsFillIt() throws InterruptedException {
    WriteBuffer<String, Integer> buffer = new WriteBuffer<>(new Room(10, 1_000), null, stop);
    add(buffer, List.of(KeyValue.of("a".repeat(1_000), 1)));
    assertThat(buffer.take().last()).isFalse();
    add(buffer, List.of(KeyValue.of("b", 1)));
    buffer.end();
    assertThat(buffer.take().pairs()).hasSize(1);
  }

  /** Folded texts grow, and their number does not. */
  @Test
  void oneKeyWhoseValueGrowsFillsIt() throws InterruptedException {
    WriteBuffer<String, String> buffer =
        new WriteBuffer<>(new Room(10, 1_000), String::concat, stop);
    for (int i = 0; i < 9; i++) {
      add(buffer, List.of(KeyValue.of("a", "x".repeat(100))));
    }
    assertThat(buffer.take().last()).isFalse();
  }

  /** One object is changed and given back, so it can't be compared with what it was. */
  @Test
  void oneListThatGrowsInPlaceFillsItAndIsNotLookedThroughEachTime() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    List<String> all = countingLooks(looks);
    WriteBuffer<String, List<String>> buffer =
        new WriteBuffer<>(
            new Room(10, 1_000_000),
            (list, more) -> {
              list.addAll(more);
              return list;
            },
            stop);
    CompletableFuture<Void> folding = folding(buffer, all);

    assertThat(buffer.take().last()).isFalse();

    assertThat(all).hasSizeGreaterThan(1_000);
    assertThat(looks).hasValueLessThan(50);
    stop.because(new IllegalStateException("enough"));
    assertThatThrownBy(() -> folding.get(30, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(StopSignal.Stopped.class);
  }

  private CompletableFuture<Void> folding(
      WriteBuffer<String, List<String>> buffer, List<String> first) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            add(buffer, List.of(KeyValue.of("a", first)));
            while (true) {
              add(buffer, List.of(KeyValue.of("a", new ArrayList<>(List.of("x".repeat(300))))));
            }
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static List<String> countingLooks(AtomicInteger looks) {
    return new ArrayList<>() {
      private static final long serialVersionUID = 1;

      @Override
      public Iterator<String> iterator() {
        looks.incrementAndGet();
        return super.iterator();
      }
    };
  }

  @Test
  void whoAddsToAFullBufferWaitsUntilItIsTaken() throws Exception {
    WriteBuffer<String, Integer> buffer = new WriteBuffer<>(Room.forPairs(1), null, stop);
    add(buffer, List.of(KeyValue.of("a", 1)));
    CompletableFuture<Void> second = adding(buffer);
    assertThat(second).isNotDone();
    assertThat(buffer.take().pairs()).hasSize(1);
    second.get(30, TimeUnit.SECONDS);
    assertThat(buffer.take().pairs()).hasSize(1);
  }

  @Test
  void whoWaitsLeavesWhenTheAttemptStops() throws InterruptedException {
    WriteBuffer<String, Integer> buffer = new WriteBuffer<>(Room.forPairs(1), null, stop);
    add(buffer, List.of(KeyValue.of("a", 1)));
    CompletableFuture<Void> second = adding(buffer);
    stop.because(new IllegalStateException("elsewhere"));
    assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(StopSignal.Stopped.class);
    assertThatThrownBy(buffer::take).isInstanceOf(StopSignal.Stopped.class);
  }

  private <S> void add(WriteBuffer<String, S> buffer, List<KeyValue<String, S>> pairs)
      throws InterruptedException {
    buffer.add(pairs, PairWeight.ofAll(pairs), busy);
  }

  private CompletableFuture<Void> adding(WriteBuffer<String, Integer> buffer) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            add(buffer, List.of(KeyValue.of("b", 1)));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
