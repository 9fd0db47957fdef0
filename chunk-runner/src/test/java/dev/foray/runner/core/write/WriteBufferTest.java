package dev.foray.runner.core.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.KeyValue;
import dev.foray.runner.core.flow.Phase;
import dev.foray.runner.core.flow.PhaseTimes;
import dev.foray.runner.core.flow.Room;
import dev.foray.runner.core.flow.StopSignal;
import dev.foray.runner.core.flow.Stopwatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WriteBufferTest {
  private final StopSignal stop = new StopSignal();
  private final Stopwatch busy = new PhaseTimes(System::nanoTime).watch(Phase.MAP);

  @Test
  void whatIsLeftIsTakenAtTheEnd() throws InterruptedException {
    WriteBuffer<String, Integer> buffer = new WriteBuffer<>(Room.forPairs(10), null, stop);
    buffer.add(List.of(KeyValue.of("a", 1), KeyValue.of("a", 2)), busy);
    buffer.end();
    WriteBuffer.Flush<String, Integer> flush = buffer.take();
    assertThat(flush.pairs()).containsExactly(KeyValue.of("a", 1), KeyValue.of("a", 2));
    assertThat(flush.last()).isTrue();
  }

  @Test
  void fullBufferIsTakenBeforeTheEnd() throws InterruptedException {
    WriteBuffer<String, Integer> buffer = new WriteBuffer<>(Room.forPairs(2), Integer::sum, stop);
    buffer.add(List.of(KeyValue.of("a", 1), KeyValue.of("a", 2), KeyValue.of("b", 5)), busy);
    WriteBuffer.Flush<String, Integer> flush = buffer.take();
    assertThat(flush.pairs()).containsExactlyInAnyOrder(KeyValue.of("a", 3), KeyValue.of("b", 5));
    assertThat(flush.last()).isFalse();
  }

  @Test
  void fewLargePairsFillIt() throws InterruptedException {
    WriteBuffer<String, Integer> buffer = new WriteBuffer<>(new Room(10, 1_000), null, stop);
    buffer.add(List.of(KeyValue.of("a".repeat(1_000), 1)), busy);
    assertThat(buffer.take().last()).isFalse();
    buffer.add(List.of(KeyValue.of("b", 1)), busy);
    buffer.end();
    assertThat(buffer.take().pairs()).hasSize(1);
  }

  /** Folded texts grow, and their number does not. */
  @Test
  void oneKeyWhoseValueGrowsFillsIt() throws InterruptedException {
    WriteBuffer<String, String> buffer =
        new WriteBuffer<>(new Room(10, 1_000), String::concat, stop);
    for (int i = 0; i < 9; i++) {
      buffer.add(List.of(KeyValue.of("a", "x".repeat(100))), busy);
    }
    assertThat(buffer.take().last()).isFalse();
  }

  @Test
  void whoAddsToAFullBufferWaitsUntilItIsTaken() throws Exception {
    WriteBuffer<String, Integer> buffer = new WriteBuffer<>(Room.forPairs(1), null, stop);
    buffer.add(List.of(KeyValue.of("a", 1)), busy);
    CompletableFuture<Void> second = adding(buffer);
    assertThat(second).isNotDone();
    assertThat(buffer.take().pairs()).hasSize(1);
    second.get(30, TimeUnit.SECONDS);
    assertThat(buffer.take().pairs()).hasSize(1);
  }

  @Test
  void whoWaitsLeavesWhenTheAttemptStops() throws InterruptedException {
    WriteBuffer<String, Integer> buffer = new WriteBuffer<>(Room.forPairs(1), null, stop);
    buffer.add(List.of(KeyValue.of("a", 1)), busy);
    CompletableFuture<Void> second = adding(buffer);
    stop.because(new IllegalStateException("elsewhere"));
    assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(StopSignal.Stopped.class);
    assertThatThrownBy(buffer::take).isInstanceOf(StopSignal.Stopped.class);
  }

  private CompletableFuture<Void> adding(WriteBuffer<String, Integer> buffer) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            buffer.add(List.of(KeyValue.of("b", 1)), busy);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
