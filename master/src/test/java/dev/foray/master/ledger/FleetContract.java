package dev.foray.master.ledger;

import static dev.foray.master.ledger.LedgerRig.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Order;
import dev.foray.protocol.Usd;
import dev.foray.protocol.WorkerState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every ledger does with releases, nodes and workers. */
interface FleetContract {
  LedgerRig rig();

  @Test
  default void releaseComesBackWithItsJarsInOrder() {
    Release release = rig().ledger().releases().find("r1").orElseThrow();
    assertThat(release.jars())
        .containsExactly(new Order.Jar("b.jar", "bb", 2, ""), new Order.Jar("a.jar", "aa", 1, ""));
    assertThat(release.jobClasses())
        .containsExactlyInAnyOrder("com.example.First", "com.example.Second");
    assertThat(release.entities()).containsExactly("com.example.Entity");
    assertThat(release.bytecodeProvider()).isTrue();
    assertThat(rig().ledger().releases().find("another")).isEmpty();
  }

  @Test
  default void releaseThatIsThereStaysAsItIs() {
    rig().ledger().releases().add(new Release("r1", NOW, List.of(), List.of(), List.of(), false));
    assertThat(rig().ledger().releases().find("r1").orElseThrow().jars()).hasSize(2);
  }

  @Test
  default void releaseOfNothingCanBeStored() {
    rig()
        .ledger()
        .releases()
        .add(new Release("empty", NOW, List.of(), List.of(), List.of(), false));
    assertThat(rig().ledger().releases().find("empty")).isPresent();
  }

  @Test
  default void nodeAndWorkerLiveTheirLives() throws SQLException {
    String node = "node-" + UUID.randomUUID();
    rig()
        .ledger()
        .nodes()
        .add(
            List.of(
                new Node(node, "local", "launch-1", NodeState.REQUESTED, null, NOW, null, null)));
    assertThat(move(rig().ledger(), node, NodeState.REQUESTED, NodeState.BOOTING, null)).isTrue();
    assertThat(move(rig().ledger(), node, NodeState.REQUESTED, NodeState.BOOTING, null)).isFalse();
    assertThat(move(rig().ledger(), node, NodeState.BOOTING, NodeState.UP, null)).isTrue();
    String worker = "worker-" + UUID.randomUUID();
    rig()
        .ledger()
        .workers()
        .add(
            new Worker(
                worker,
                node,
                WorkerState.ACTIVE,
                new Endpoint("127.0.0.1", 1098),
                2,
                4,
                1L << 33,
                77,
                "17.0.15",
                NOW,
                null));
    assertThat(rig().ledger().workers().alive()).extracting(Worker::id).contains(worker);
    firstStepsOf(node, worker);
    assertThat(rig().ledger().workers().move(worker, WorkerState.ACTIVE, WorkerState.DRAINING, NOW))
        .isTrue();
    assertThat(rig().ledger().workers().move(worker, WorkerState.ACTIVE, WorkerState.LOST, NOW))
        .isFalse();
    assertThat(rig().ledger().workers().find(worker).orElseThrow().endedAt()).isNull();
    assertThat(
            rig().ledger().workers().move(worker, WorkerState.DRAINING, WorkerState.STOPPED, NOW))
        .isTrue();
    assertThat(rig().ledger().workers().find(worker).orElseThrow().endedAt()).isEqualTo(NOW);
    assertThat(rig().ledger().workers().alive()).extracting(Worker::id).doesNotContain(worker);
    assertThat(
            move(rig().ledger(), node, NodeState.UP, NodeState.TERMINATING, "nothing left to do"))
        .isTrue();
    assertThat(move(rig().ledger(), node, NodeState.TERMINATING, NodeState.TERMINATED, null))
        .isTrue();
    assertThat(rig().ledger().nodes().alive()).extracting(Node::id).doesNotContain(node);
    Node ended = rig().ledger().nodes().find(node).orElseThrow();
    assertThat(ended)
        .isEqualTo(
            new Node(
                node,
                "local",
                "launch-1",
                NodeState.TERMINATED,
                "nothing left to do",
                NOW,
                NOW,
                NOW));
    assertThat(rig().ledger().nodes().newest(1)).containsExactly(ended);
  }

  @Test
  default void machineIsOneNodesAndStaysSo() {
    String launch = "launch-" + UUID.randomUUID();
    String first = "node-" + UUID.randomUUID();
    String second = "node-" + UUID.randomUUID();
    Nodes nodes = rig().ledger().nodes();
    nodes.add(
        Stream.of(first, second)
            .map(
                id ->
                    new Node(
                        id,
                        "ec2",
                        launch,
                        NodeState.REQUESTED,
                        null,
                        NOW.minusSeconds(60),
                        null,
                        null))
            .toList());
    Hardware machine =
        new Hardware("i-" + UUID.randomUUID(), "m5.large", "zone-a", Hardware.Market.SPOT);

    assertThat(nodes.seat(first, machine, Usd.parse("0.03"))).isTrue();
    assertThat(nodes.seat(first, machine, null)).isFalse();
    assertThat(nodes.seats("ec2"))
        .contains(new Seat(first, launch, machine.instance()), new Seat(second, launch, null));
    assertThat(nodes.machines()).containsEntry(first, machine);
    move(rig().ledger(), first, NodeState.REQUESTED, NodeState.TERMINATED, "gone");
    assertThat(nodes.seat(second, machine, null)).as("it was another node's").isFalse();
  }

  @Test
  default void nodeIsPaidForFromItsLaunchUntilItStops() {
    String node = "node-" + UUID.randomUUID();
    String never = "node-" + UUID.randomUUID();
    Ledger ledger = rig().ledger();
    Meters meters = ledger.meters();
    ledger
        .nodes()
        .add(
            Stream.of(node, never)
                .map(
                    id ->
                        new Node(
                            id,
                            "f",
                            "l",
                            NodeState.REQUESTED,
                            null,
                            NOW.minusSeconds(60),
                            null,
                            null))
                .toList(),
            Usd.parse("0.1008"));
    assertThat(meters.newest(1_000)).doesNotContainKey(node);
    move(ledger, never, NodeState.REQUESTED, NodeState.TERMINATED, "no room");
    move(ledger, node, NodeState.REQUESTED, NodeState.BOOTING, null);
    assertThat(meters.newest(1_000))
        .doesNotContainKey(never)
        .containsEntry(node, new Meter(node, Usd.parse("0.1008"), NOW, null));

    meters.note(node, NOW.minusSeconds(4), null, Usd.parse("9"));
    meters.note(node, NOW.minusSeconds(4), NOW.plusSeconds(90), null);
    meters.note(node, NOW.minusSeconds(4), NOW.plusSeconds(95), null);
    move(ledger, node, NodeState.BOOTING, NodeState.UP, null);
    move(ledger, node, NodeState.UP, NodeState.TERMINATED, "gone");

    Meter meter = new Meter(node, Usd.parse("0.1008"), NOW.minusSeconds(4), NOW.plusSeconds(90));
    assertThat(meters.newest(1_000)).containsEntry(node, meter);
    assertThat(meters.since(NOW.plusSeconds(89))).contains(meter);
    assertThat(meters.since(NOW.plusSeconds(151))).doesNotContain(meter);
    assertThat(meters.boot("f")).contains(Duration.ofSeconds(60));
    assertThat(meters.boot("none")).isEmpty();
  }

  @Test
  default void whatAJobIsToKeepToStandsInItsRow() {
    Job job = rig().ledger().jobs().find(rig().accepted().id()).orElseThrow();
    assertThat(job.bounds())
        .isEqualTo(new Bounds(Duration.ofHours(2), Usd.parse("12.5"), Duration.ofSeconds(45)));
    Steering steering = rig().ledger().steering();

    assertThat(steering.budget(job.id(), Usd.parse("12.50"))).isFalse();
    assertThat(steering.budget(job.id(), Usd.parse("20"))).isTrue();
    assertThat(steering.budget(job.id(), null)).isTrue();
    assertThat(steering.budget(job.id(), null)).isFalse();
    assertThat(rig().ledger().jobs().find(job.id()).orElseThrow().bounds().budget()).isNull();
    assertThat(steering.budget(job.id(), Usd.parse("3"))).isTrue();
  }

  private static boolean move(
      Ledger ledger, String node, NodeState from, NodeState to, @Nullable String reason) {
    return ledger.nodes().move(node, from, to, reason, NOW);
  }

  /**
   * Until its first attempt runs; the report of that may come after the attempt's end, or never.
   */
  private void firstStepsOf(String node, String worker) throws SQLException {
    assertThat(rig().ledger().nodeSteps().of(node)).isEmpty();
    Chunk chunk = rig().ledger().chunks().ready(rig().running(1), NOW, 1).get(0);
    AttemptId attempt = rig().ledger().chunks().dispatch(chunk, "r1", worker, NOW).orElseThrow();
    assertThat(rig().ledger().nodeSteps().of(node))
        .containsExactly(new NodeStep(NOW, "its first attempt is sent"));
    DatabaseSession session = new DatabaseSession(7, NOW);
    Instant later = NOW.plusSeconds(1);
    assertThat(rig().ledger().attempts().started(attempt, session, later)).isTrue();
    assertThat(rig().ledger().nodeSteps().of(node))
        .endsWith(new NodeStep(later, "its first attempt runs"));
  }
}
