package dev.foray.master.ledger;

import static dev.foray.master.ledger.LedgerRig.NOW;
import static dev.foray.master.ledger.LedgerRig.threw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.WorkerState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every ledger gives to those who add up. */
interface SpansContract {
  LedgerRig rig();

  @Test
  default void eachAttemptAtAChunkIsGivenOnce() throws SQLException {
    JobId job = rig().running(3);
    AttemptId first = rig().dispatchFirst(job);
    rig().ledger().chunks().giveBack(first, threw("boom"), null, NOW.plusSeconds(5));
    AttemptId again = rig().dispatchFirst(job);

    List<Span> spans = new ArrayList<>();
    rig().ledger().spans().each(job, spans::add);

    assertThat(spans)
        .hasSize(2)
        .anySatisfy(
            span -> {
              assertThat(span.attempt()).isEqualTo(first.number());
              assertThat(span.state()).isEqualTo(AttemptState.FAILED);
              assertThat(span.millis(NOW.plusSeconds(60))).isEqualTo(5_000);
            })
        .anySatisfy(
            span -> {
              assertThat(span.attempt()).isEqualTo(again.number());
              assertThat(span.endedAt()).isNull();
              assertThat(span.millis(NOW.plusSeconds(60))).isEqualTo(60_000);
            });
  }

  @Test
  default void failedAttemptsComeWithTheBeginningOfTheirFailure() throws SQLException {
    JobId job = rig().running(2);
    AttemptId failed = rig().dispatchFirst(job);
    rig().ledger().chunks().giveBack(failed, threw("b".repeat(5_000)), null, NOW);
    rig().dispatchFirst(job);

    assertThat(rig().ledger().spans().failed(job, 10))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.id()).isEqualTo(failed);
              assertThat(attempt.kind()).isEqualTo(FailureKind.USER_CODE);
              assertThat(attempt.failure()).hasSize(1_000).startsWith("bbb");
            });
  }

  @Test
  default void nodesThatWereThereComeWithTheirWorkers() {
    String node = "node-" + UUID.randomUUID();
    Instant asked = NOW.minusSeconds(100);
    rig()
        .ledger()
        .nodes()
        .add(
            List.of(
                new Node(
                    node,
                    "local",
                    "launch-9",
                    NodeState.TERMINATED,
                    null,
                    asked,
                    null,
                    asked.plusSeconds(5))));
    rig()
        .ledger()
        .workers()
        .add(
            new Worker(
                "worker-of-" + node,
                node,
                WorkerState.STOPPED,
                new Endpoint("127.0.0.1", 1),
                2,
                4,
                1 << 30,
                1,
                "17",
                asked,
                asked.plusSeconds(4)));

    assertThat(rig().ledger().nodeLives().between(asked, NOW, 2_000))
        .filteredOn(life -> life.node().id().equals(node))
        .singleElement()
        .satisfies(
            life -> {
              assertThat(life.hardware()).isEmpty();
              assertThat(life.workers()).extracting(Worker::slots).containsExactly(2);
            });
    assertThat(rig().ledger().nodeLives().between(asked.minusSeconds(9), asked, 2_000))
        .extracting(life -> life.node().id())
        .doesNotContain(node);
  }
}
