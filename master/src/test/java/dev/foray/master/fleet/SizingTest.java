package dev.foray.master.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.fleet.Demand.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTest {
  @ParameterizedTest(name = "{0} chunks, {1} slots a node, at most {2} nodes: {3}")
  @CsvSource({
    "0, 2, 4, 0",
    "1, 2, 4, 1",
    "8, 2, 4, 1",
    "9, 2, 4, 2",
    "16, 2, 4, 2",
    "17, 2, 4, 3",
    "1000, 2, 4, 4",
    "1000, 2, 1, 1",
    "3, 1, 4, 1",
    "5, 1, 4, 2",
    "2147483647, 1, 4, 4"
  })
  void aboutFourChunksShareASlot(int chunks, int slots, int maxNodes, int nodes) {
    assertThat(nodes(new Sizing(maxNodes, slots, 1_000), unlimited(chunks))).isEqualTo(nodes);
  }

  @Test
  void connectionsOfTheDatabaseLimitTheNodes() {
    assertThat(nodes(new Sizing(10, 2, 6), unlimited(1_000))).isEqualTo(3);
    assertThat(nodes(new Sizing(10, 2, 5), unlimited(1_000))).isEqualTo(3);
    assertThat(nodes(new Sizing(10, 2, 1), unlimited(1_000))).isEqualTo(1);
  }

  @Test
  void jobThatMayRunFewChunksAtOnceWantsFewNodes() {
    Sizing sizing = new Sizing(10, 2, 1_000);

    assertThat(nodes(sizing, new Demand(List.of(new Need(1_000, 3))))).isEqualTo(2);
    assertThat(nodes(sizing, new Demand(List.of(new Need(1_000, 0))))).isZero();
    assertThat(nodes(sizing, new Demand(List.of(new Need(1_000, 3), new Need(1_000, 4)))))
        .isEqualTo(4);
  }

  @Test
  void jobsThatShareNodesAddUp() {
    Demand demand = new Demand(List.of(new Need(4, 100), new Need(4, 100), new Need(1, 1)));

    assertThat(nodes(new Sizing(10, 1, 1_000), demand)).isEqualTo(3);
    assertThat(new Sizing(10, 1, 1_000).slotsUseful(demand)).isEqualTo(9);
  }

  @Test
  void fleetThatCouldNeverWorkIsNotMade() {
    assertThatThrownBy(() -> new Sizing(0, 2, 5))
        .hasMessage(
            "a fleet of 0 nodes with 2 slots, for 5 chunks at once, can't work: each is at least 1");
  }

  @Test
  void whateverIsAskedTheLimitsHold() {
    Random random = new Random(17);
    for (int i = 0; i < 1_000; i++) {
      limitsHold(anySizing(random), anyDemand(random));
    }
  }

  private static void limitsHold(Sizing sizing, Demand demand) {
    int chunks = demand.needs().stream().mapToInt(Need::chunks).sum();
    int nodes = nodes(sizing, demand);
    int slotsOfOneLess = (nodes - 1) * sizing.slotsPerNode();
    String asked = sizing + " for " + demand;

    assertThat(nodes).as(asked).isBetween(0, Math.min(sizing.maxNodes(), chunks));
    assertThat(slotsOfOneLess).as(asked).isLessThan(sizing.mostRunningChunks());
    assertThat(sizing.slotsUseful(demand))
        .as(asked)
        .isBetween(0, Math.min(chunks, sizing.mostRunningChunks()));
    assertThat(nodes == 0).as(asked).isEqualTo(sizing.slotsUseful(demand) == 0);
    assertThat(slotsOfOneLess)
        .as("nothing is to spare as soon as it is there: " + asked)
        .isLessThan(Math.max(1, sizing.slotsUseful(demand)));
  }

  @Test
  void chunksPastEnoughChangeNothing() {
    Random random = new Random(18);
    for (int i = 0; i < 1_000; i++) {
      Sizing sizing = anySizing(random);
      Demand demand = anyDemand(random);

      assertThat(nodes(sizing, cut(demand, sizing.enoughChunks())))
          .as(sizing + " for " + demand)
          .isEqualTo(nodes(sizing, demand));
    }
  }

  private static int nodes(Sizing sizing, Demand demand) {
    return sizing.wanted(demand, 0).nodes();
  }

  private static Demand cut(Demand demand, int chunks) {
    return new Demand(
        demand.needs().stream()
            .map(need -> new Need(Math.min(need.chunks(), chunks), need.mostAtOnce()))
            .toList());
  }

  private static Sizing anySizing(Random random) {
    return new Sizing(1 + random.nextInt(8), 1 + random.nextInt(5), 1 + random.nextInt(40));
  }

  private static Demand anyDemand(Random random) {
    List<Need> needs = new ArrayList<>();
    for (int job = random.nextInt(4); job > 0; job--) {
      int most = random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(6);
      needs.add(new Need(random.nextInt(random.nextBoolean() ? 10 : 1_000), most));
    }
    return new Demand(needs);
  }

  private static Demand unlimited(int chunks) {
    return new Demand(List.of(new Need(chunks, Integer.MAX_VALUE)));
  }
}
