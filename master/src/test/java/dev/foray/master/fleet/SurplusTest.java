package dev.foray.master.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.fleet.Crew.Member;
import dev.foray.master.ledger.Node;
import dev.foray.protocol.NodeState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurplusTest {
  private static final Member BUSY = new Member("worker-busy", "node-busy", 2, 1, false);
  private static final Member IDLE = new Member("worker-idle", "node-idle", 2, 0, false);
  private static final Member IDLE_TOO =
      new Member("worker-idle-too", "node-idle-too", 2, 0, false);
  private static final Member DRAINED = new Member("worker-drained", "node-drained", 2, 0, true);

  @Test
  void withoutChunksEveryIdleWorkerCanGo() {
    assertThat(new Surplus(0).idle(List.of(BUSY, IDLE, IDLE_TOO)))
        .containsExactlyInAnyOrder(IDLE, IDLE_TOO);
  }

  @Test
  void workerThatRunsSomethingStays() {
    assertThat(new Surplus(0).idle(List.of(BUSY))).isEmpty();
  }

  @Test
  void workerIsKeptForTheChunkThatWaitsForItsNextAttempt() {
    assertThat(new Surplus(3).idle(List.of(BUSY, IDLE))).isEmpty();
    assertThat(new Surplus(2).idle(List.of(BUSY, IDLE))).containsExactly(IDLE);
  }

  @Test
  void onlyAsManyGoAsLeaveASlotForEachChunk() {
    assertThat(new Surplus(4).idle(List.of(BUSY, IDLE, IDLE_TOO))).containsExactly(IDLE_TOO);
  }

  @Test
  void drainedWorkerNeitherCountsNorGoesAgain() {
    assertThat(new Surplus(2).idle(List.of(IDLE, DRAINED))).isEmpty();
    assertThat(new Surplus(0).idle(List.of(DRAINED))).isEmpty();
  }

  @Test
  void bootingNodesStayAsFarAsTheWorkersThereLackSlots() {
    Node older = booting("node-older", 1);
    Node newer = booting("node-newer", 2);

    assertThat(new Surplus(5).booting(List.of(newer, older), List.of(BUSY), 2)).isEmpty();
    assertThat(new Surplus(3).booting(List.of(newer, older), List.of(BUSY), 2))
        .containsExactly(newer);
    assertThat(new Surplus(2).booting(List.of(newer, older), List.of(BUSY), 2))
        .containsExactly(older, newer);
  }

  private static Node booting(String id, long second) {
    return new Node(
        id,
        "local",
        "launch-1",
        NodeState.BOOTING,
        null,
        Instant.ofEpochSecond(second),
        null,
        null);
  }
}
