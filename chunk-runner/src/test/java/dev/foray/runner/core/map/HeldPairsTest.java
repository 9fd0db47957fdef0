package dev.foray.runner.core.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.KeyValue;
import dev.foray.runner.core.flow.Phase;
import dev.foray.runner.core.flow.PhaseTimes;
import dev.foray.runner.core.flow.Room;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldPairsTest {
  private final List<Integer> groups = new ArrayList<>();
  private final HeldPairs<Integer, String> held =
      new HeldPairs<>(
          (pairs, weight, busy) -> groups.add(pairs.size()),
          new PhaseTimes(System::nanoTime).watch(Phase.MAP),
          new Room(4, 10_000));

  @Test
  void groupsGrowUpToTheRoom() throws InterruptedException {
    add("small", 1 + 2 + 4 + 4);

    assertThat(groups).containsExactly(1, 2, 4, 4);
  }

  @Test
  void onePairThatFillsTheRoomIsNotHeld() throws InterruptedException {
    add("small", 1 + 2);
    add("x".repeat(20_000), 2);

    assertThat(groups).containsExactly(1, 2, 1, 1);
  }

  private void add(String value, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      held.add(List.of(KeyValue.of(i, value)));
    }
  }
}
