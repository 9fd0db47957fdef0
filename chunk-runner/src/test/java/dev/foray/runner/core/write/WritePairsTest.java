package dev.foray.runner.core.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.KeyValue;
import dev.foray.runner.core.flow.PairCounts;
import dev.foray.runner.core.flow.Phase;
import dev.foray.runner.core.flow.PhaseTimes;
import dev.foray.runner.core.flow.Room;
import dev.foray.runner.core.flow.StopSignal;
import dev.foray.runner.core.flow.Stopwatch;
import dev.foray.runner.core.plain.PairWeight;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

class WritePairsTest {
  private final StopSignal stop = new StopSignal();
  private final Stopwatch busy = new PhaseTimes(System::nanoTime).watch(Phase.WRITE);

  @Test
  void batchEndsWithItsNumberOfPairs() throws Exception {
    assertThat(batches(new Room(3, 1_000_000), "a", 7)).containsExactly(3, 3, 1);
  }

  @Test
  void batchOfLargePairsEndsBefore() throws Exception {
    assertThat(batches(new Room(100, 15_000), "x".repeat(10_000), 5)).containsExactly(2, 2, 1);
  }

  @Test
  void onePairThatIsLargerThanABatchIsOneAllTheSame() throws Exception {
    assertThat(batches(new Room(100, 10), "a", 3)).containsExactly(1, 1, 1);
  }

  private List<Integer> batches(Room batch, String value, int count) throws Exception {
    List<KeyValue<Integer, String>> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(KeyValue.of(i, value));
    }
    WriteBuffer<Integer, String> buffer = new WriteBuffer<>(Room.forPairs(1_000), null, stop);
    buffer.add(pairs, PairWeight.ofAll(pairs), busy);
    buffer.end();
    List<Integer> sizes = new ArrayList<>();
    new WritePairs<Integer, String>(
            (written, db) -> sizes.add(written.size()),
            buffer,
            WritePairsTest::noSession,
            new PairCounts(),
            busy,
            stop,
            batch)
        .run();
    return sizes;
  }

  @SuppressWarnings("NullAway") // Nothing is written to it.
  private static StatelessSession noSession() {
    return null;
  }
}
