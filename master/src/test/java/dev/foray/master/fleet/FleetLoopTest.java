package dev.foray.master.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.fleet.Demand.Need;
import dev.foray.master.ledger.Node;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetLoopTest {
  private static final FleetLimits LIMITS =
      new FleetLimits(
          Duration.ofSeconds(60),
          Duration.ofSeconds(50),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5));

  private static final JobId JOB = new JobId(17);

  private final FakeFleet fleet = new FakeFleet();
  private final FakeCrew crew = new FakeCrew();
  private final FakeRows rows = new FakeRows();
  private long nanoTime = 1;
  private int ids;
  private Demand demand = Demand.NOTHING;
  private Runnable meanwhile = () -> {};
  private FleetLoop loop = newLoop();

  /** As a Master that has just started has it. */
  private FleetLoop newLoop() {
    return new FleetLoop(
        fleet,
        new NodeBook(
            rows,
            "fake",
            InstantSource.fixed(Instant.EPOCH),
            () -> "node-" + Character.toString('a' + ids++)),
        crew,
        () -> {
          meanwhile.run();
          return demand;
        },
        new Sizing(3, 2, 100),
        LIMITS,
        () -> nanoTime);
  }

  private void run() {
    loop.runOnce();
  }

  private void runAfter(long seconds) {
    nanoTime += Duration.ofSeconds(seconds).toNanos();
    run();
  }

  private void chunks(int left) {
    demand = left == 0 ? Demand.NOTHING : new Demand(List.of(new Need(left, Integer.MAX_VALUE)));
  }

  private String sentence() {
    return loop.waitsFor().map(Wait::sentence).orElse("");
  }

  private NodeState state(String node) {
    return rows.row(node).state();
  }

  private String reason(String node) {
    return String.valueOf(rows.row(node).reason());
  }

  /** One node with its worker. */
  private void up(String node) {
    crew.register(node, 2);
    run();
    assertThat(state(node)).isEqualTo(NodeState.UP);
  }

  /** A job whose chunks last a minute, with so long to go. */
  private void chunks(int left, Duration timeLeft) {
    Terms terms = new Terms(Duration.ofMinutes(1), "measured", timeLeft, null);
    demand = new Demand(List.of(new Need(JOB, left, Integer.MAX_VALUE, terms)));
  }

  @Test
  void jobThatIsLateGetsMoreNodesAndFewerNearItsEnd() {
    chunks(20, Duration.ofMinutes(20));
    run();
    up("node-a");
    assertThat(fleet.slots).containsOnlyKeys("node-a");

    chunks(16, Duration.ofMinutes(6));
    run();
    assertThat(fleet.slots).containsOnlyKeys("node-a", "node-b");
    assertThat(loop.sizeFor(JOB).orElseThrow().why())
        .isEqualTo(
            "2 nodes for 16 chunks that are left of 60 s (measured), done in about 5 min: in time,"
                + " as 6 min are left to finish within");
    up("node-b");

    chunks(2, Duration.ofMinutes(3));
    crew.runs("node-a", 2);
    run();
    assertThat(crew.member("node-b").draining()).isTrue();
    assertThat(crew.member("node-a").draining()).isFalse();
  }

  @Test
  void nothingToDoNeedsNoNode() {
    run();

    assertThat(fleet.alive()).isEmpty();
    assertThat(sentence()).isEmpty();
  }

  @Test
  void nodesAreStartedForTheChunksWithTheirSlots() {
    chunks(9);

    run();
    run();

    assertThat(fleet.slots).containsOnlyKeys("node-a", "node-b").containsEntry("node-a", 2);
    assertThat(rows.history)
        .containsExactly(
            "node-a REQUESTED", "node-b REQUESTED", "node-a BOOTING", "node-b BOOTING");
    assertThat(sentence())
        .isEqualTo("2 nodes are being started, and replaced where no worker registers within 60 s");
  }

  @Test
  void rowStandsBeforeTheLaunch() {
    chunks(1);
    fleet.refusesAll = true;

    run();

    assertThat(rows.history).containsExactly("node-a REQUESTED", "node-a TERMINATED");
    assertThat(reason("node-a")).isEqualTo("it could not be started: there is no room");
  }

  @Test
  void nodeIsUpWhenItsWorkerHasRegistered() {
    chunks(1);
    run();

    up("node-a");

    assertThat(sentence()).isEmpty();
  }

  @Test
  void nodesGoWhenNoChunkIsLeft() {
    chunks(1);
    run();
    up("node-a");
    chunks(0);

    run();
    assertThat(crew.member("node-a").draining()).isTrue();
    assertThat(state("node-a")).isEqualTo(NodeState.UP);

    crew.leave("node-a");
    run();
    assertThat(state("node-a")).isEqualTo(NodeState.TERMINATING);

    run();
    run();
    assertThat(state("node-a")).isEqualTo(NodeState.TERMINATED);
    assertThat(reason("node-a")).isEqualTo("it was drained, as nothing was left for it to do");
    assertThat(fleet.alive()).isEmpty();
    assertThat(crew.lost).isEmpty();
  }

  @Test
  void drainedWorkerThatEndsWithItsProcessIsNotLost() {
    chunks(1);
    run();
    up("node-a");
    chunks(0);
    run();
    crew.leave("node-a");
    fleet.die("node-a", "bye");

    run();

    assertThat(state("node-a")).isEqualTo(NodeState.TERMINATED);
    assertThat(reason("node-a")).isEqualTo("it was drained, as nothing was left for it to do");
    assertThat(crew.lost).isEmpty();
  }

  @Test
  void idleWorkerGoesWhileTheOtherStillWorks() {
    chunks(9);
    run();
    crew.register("node-a", 2);
    up("node-b");
    crew.runs("node-a", 1);
    chunks(1);

    run();

    assertThat(crew.member("node-b").draining()).isTrue();
    assertThat(crew.member("node-a").draining()).isFalse();
  }

  @Test
  void workerStaysForTheChunksThatWaitForTheirNextAttempt() {
    chunks(9);
    run();
    crew.register("node-a", 2);
    up("node-b");
    chunks(3);

    run();

    assertThat(crew.members()).noneMatch(Crew.Member::draining);
  }

  @Test
  void bootingNodeThatIsNotNeededAnyMoreIsEnded() {
    chunks(1);
    run();
    chunks(0);

    run();
    run();
    run();

    assertThat(state("node-a")).isEqualTo(NodeState.TERMINATED);
    assertThat(reason("node-a")).isEqualTo("no chunk is left for it");
    assertThat(fleet.alive()).isEmpty();
  }

  @Test
  void nodeWhoseWorkerRegistersInTheMiddleOfARoundIsNotTakenForOneTooMany() {
    chunks(1);
    run();
    meanwhile = () -> crew.register("node-a", 2);

    run();

    assertThat(state("node-a")).isEqualTo(NodeState.BOOTING);
    meanwhile = () -> {};
    run();
    assertThat(state("node-a")).isEqualTo(NodeState.UP);
  }

  @Test
  void nodeWhoseWorkerRegistersJustBeforeItWouldBeEndedStays() {
    chunks(9);
    run();
    chunks(1);
    meanwhile = () -> rows.meanwhile = () -> crew.register("node-b", 2);

    run();

    assertThat(state("node-b")).isEqualTo(NodeState.BOOTING);
  }

  @Test
  void nodeWhoseWorkerDoesNotRegisterIsReplaced() {
    chunks(1);
    run();
    run();

    runAfter(59);
    assertThat(state("node-a")).isEqualTo(NodeState.BOOTING);

    runAfter(1);
    assertThat(state("node-a")).isEqualTo(NodeState.TERMINATING);
    assertThat(reason("node-a")).isEqualTo("its worker did not register within 60 s");

    runAfter(1);
    runAfter(1);
    assertThat(state("node-a")).isEqualTo(NodeState.TERMINATED);
    assertThat(state("node-b")).isEqualTo(NodeState.BOOTING);
  }

  @Test
  void nodeThatEndsBeforeItIsUpIsReplacedAfterAPause() {
    chunks(1);
    run();
    fleet.die("node-a", "no such jar");

    runAfter(1);
    runAfter(5);

    assertThat(state("node-a")).isEqualTo(NodeState.TERMINATED);
    assertThat(reason("node-a")).isEqualTo("its worker ended before it registered: no such jar");
    assertThat(sentence())
        .isEqualTo(
            "the last start of a node failed, the next is in 1 s; the last one: its worker ended"
                + " before it registered: no such jar");
    assertThat(fleet.alive()).isEmpty();

    runAfter(1);
    assertThat(fleet.alive()).containsExactly("node-b");
  }

  @Test
  void nodeThatDoesNotComeUpIsReplacedThreeTimesAndAgainOnceNoJobHasWantedAny() {
    chunks(1);
    for (String node : List.of("node-a", "node-b", "node-c", "node-d")) {
      runAfter(60);
      assertThat(fleet.alive()).containsExactly(node);
      fleet.die(node, "no java");
      runAfter(1);
      runAfter(5);
    }

    runAfter(3_600);
    assertThat(fleet.alive()).isEmpty();
    assertThat(sentence())
        .startsWith("4 nodes in a row were started and did not come up")
        .endsWith("the last one: its worker ended before it registered: no java");

    chunks(0);
    run();
    chunks(1);
    run();
    assertThat(fleet.alive()).containsExactly("node-e");
  }

  @Test
  void launchesThatFailAreTriedMoreAndMoreRarelyAndOneAtATime() {
    chunks(100);
    fleet.refusesAll = true;

    for (int second = 0; second < 40; second++) {
      run();
      nanoTime += Duration.ofSeconds(1).toNanos();
    }

    assertThat(rows.history.stream().filter(line -> line.endsWith("REQUESTED")))
        .as("three at 0, one at 1, 3, 7, 15 and 31 seconds")
        .hasSize(8);
    assertThat(sentence())
        .isEqualTo(
            "the last 6 starts of nodes failed, the next is in 24 s; the last one: it could not be"
                + " started: there is no room");

    fleet.refusesAll = false;
    runAfter(40);
    assertThat(fleet.alive()).hasSize(1);
    up("node-i");
    run();
    assertThat(fleet.alive()).hasSize(3);
  }

  @Test
  void whatAnOrderLacksIsTriedAgainAfterAPause() {
    chunks(100);
    fleet.refused.add("node-b");

    run();

    assertThat(fleet.alive()).containsExactlyInAnyOrder("node-a", "node-c");
    assertThat(state("node-b")).isEqualTo(NodeState.TERMINATED);
    assertThat(reason("node-b")).isEqualTo("it could not be started: there is no room for more");
    runAfter(1);
    assertThat(fleet.alive()).containsExactlyInAnyOrder("node-a", "node-c", "node-d");
  }

  @Test
  void nodesWhoseLaunchGaveNoAnswerAreWaitedForAndNotLaunchedAgain() {
    chunks(100);
    fleet.losesAnswers = true;

    run();

    assertThat(state("node-a")).isEqualTo(NodeState.REQUESTED);
    assertThat(sentence()).contains("no answer came");
    runAfter(1);
    assertThat(state("node-a")).isEqualTo(NodeState.BOOTING);
    assertThat(fleet.slots).containsOnlyKeys("node-a", "node-b", "node-c");
  }

  @Test
  void nodesWhoseLaunchGaveNoAnswerAreReplacedWhenTheyAreNotSeen() {
    chunks(100);
    fleet.losesAnswers = true;
    run();
    List.of("node-a", "node-b", "node-c").forEach(node -> fleet.die(node, "never was"));
    fleet.losesAnswers = false;

    runAfter(1);
    assertThat(fleet.slots).containsOnlyKeys("node-a", "node-b", "node-c");
    runAfter(5);

    assertThat(reason("node-a")).isEqualTo("it was requested, and never launched");
    assertThat(fleet.alive()).containsExactly("node-d");
  }

  @Test
  void deadNodeIsReplacedAndItsWorkerIsLost() {
    chunks(1);
    run();
    up("node-a");
    crew.runs("node-a", 1);
    fleet.die("node-a", "it ended with exit code 137");

    run();

    assertThat(crew.lost)
        .containsExactly(
            "worker-of-node-a: node-a is gone: its worker is gone: it ended with exit code 137");
    assertThat(state("node-a")).isEqualTo(NodeState.TERMINATED);
    assertThat(fleet.alive()).containsExactly("node-b");
  }

  @Test
  void nodeWithoutAnyWorkerIsEndedAfterAWhile() {
    chunks(1);
    run();
    up("node-a");
    crew.leave("node-a");

    run();
    runAfter(49);
    assertThat(state("node-a")).isEqualTo(NodeState.UP);

    runAfter(1);
    assertThat(state("node-a")).isEqualTo(NodeState.TERMINATING);
    assertThat(reason("node-a")).isEqualTo("no worker was heard of on it for 50 s");
  }

  @Test
  void nodeWhoseWorkerIsLostIsReplacedAtOnceThoughItIsStillThere() {
    chunks(1);
    run();
    up("node-a");
    crew.leave("node-a");

    run();
    run();

    assertThat(fleet.alive()).containsExactlyInAnyOrder("node-a", "node-b");
    assertThat(state("node-a")).isEqualTo(NodeState.UP);
  }

  @Test
  void workerThatRegistersAnewInTimeKeepsItsNode() {
    chunks(1);
    run();
    up("node-a");
    crew.leave("node-a");
    run();
    runAfter(40);
    crew.register("node-a", 2);
    run();
    crew.leave("node-a");
    run();
    runAfter(40);

    assertThat(state("node-a")).isEqualTo(NodeState.UP);
  }

  @Test
  void drainedWorkerThatDoesNotLeaveIsEnded() {
    chunks(1);
    run();
    up("node-a");
    chunks(0);
    run();
    run();

    runAfter(30);
    assertThat(state("node-a")).isEqualTo(NodeState.TERMINATING);
    assertThat(reason("node-a")).isEqualTo("its idle worker did not leave within 30 s");

    run();
    run();
    assertThat(state("node-a")).isEqualTo(NodeState.TERMINATED);
    assertThat(crew.lost).singleElement().asString().startsWith("worker-of-node-a: node-a is gone");
  }

  @Test
  void drainedWorkerMayFinishWhatItRuns() {
    chunks(1);
    run();
    up("node-a");
    crew.runs("node-a", 1);
    crew.drain("worker-of-node-a");

    run();
    runAfter(3_000);

    assertThat(state("node-a")).isEqualTo(NodeState.UP);
  }

  @Test
  void drainedNodeIsReplacedWhereWorkIsLeft() {
    chunks(9);
    run();
    crew.register("node-a", 2);
    up("node-b");
    crew.runs("node-a", 1);
    crew.drain("worker-of-node-a");

    run();

    assertThat(fleet.alive()).containsExactlyInAnyOrder("node-a", "node-b", "node-c");
  }

  @Test
  void nodesThatAreBeingEndedCountAgainstTheLimit() {
    chunks(1_000);
    run();
    for (String node : List.of("node-a", "node-b", "node-c")) {
      crew.register(node, 2);
      crew.drain("worker-of-" + node);
    }

    run();
    run();

    assertThat(fleet.alive()).hasSize(3);
    assertThat(sentence())
        .isEqualTo(
            "--max-nodes allows 3, and as many are being ended: new ones are started when they are"
                + " gone");
  }

  @Test
  void nodeThatTheLedgerDoesNotExpectIsEndedAfterTheGrace() throws Exception {
    fleet.launch(order("node-of-old"));

    run();
    runAfter(4);
    assertThat(fleet.told).isEmpty();

    runAfter(1);
    run();
    assertThat(fleet.alive()).isEmpty();
  }

  @Test
  void masterThatDiedBetweenRowAndLaunchLeavesNoNodeBehind() {
    rows.add(List.of(node("node-x", NodeState.REQUESTED)));
    chunks(0);

    run();
    assertThat(state("node-x")).isEqualTo(NodeState.REQUESTED);

    runAfter(5);
    assertThat(state("node-x")).isEqualTo(NodeState.TERMINATED);
    assertThat(reason("node-x")).isEqualTo("it was requested, and never launched");
  }

  @Test
  void masterThatDiedRightAfterTheLaunchGoesOnWithTheNode() throws Exception {
    rows.add(List.of(node("node-x", NodeState.REQUESTED)));
    fleet.launch(order("node-x"));
    chunks(1);

    run();
    up("node-x");

    assertThat(fleet.alive()).containsExactly("node-x");
  }

  @Test
  void newMasterGoesOnWithTheNodesOfTheOldOne() {
    chunks(9);
    run();
    crew.register("node-a", 2);
    up("node-b");

    loop = newLoop();
    run();
    chunks(0);
    run();

    assertThat(fleet.slots).containsOnlyKeys("node-a", "node-b");
    assertThat(crew.members()).allMatch(Crew.Member::draining);
  }

  @Test
  void closedLoopLeavesNoNodeAliveInTheLedger() {
    chunks(9);
    run();
    up("node-a");

    loop.close();

    assertThat(fleet.alive()).isEmpty();
    assertThat(rows.alive()).isEmpty();
    assertThat(reason("node-b")).isEqualTo("its Master has stopped");
    assertThat(crew.lost)
        .containsExactly("worker-of-node-a: node-a is gone: its Master has stopped");
  }

  @Test
  void ledgerThatIsAwayHindersNoClose() {
    chunks(1);
    run();
    rows.away = true;

    loop.close();

    assertThat(fleet.alive()).isEmpty();
  }

  private static LaunchOrder order(String node) {
    return new LaunchOrder("launch-of-" + node, List.of(node), 2);
  }

  private static Node node(String id, NodeState state) {
    return new Node(id, "fake", "launch-" + id, state, null, Instant.EPOCH, null, null);
  }
}
