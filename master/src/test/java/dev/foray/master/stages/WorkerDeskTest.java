package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.dispatch.WorkerDeskEndpoint;
import dev.foray.master.ledger.Node;
import dev.foray.master.ledger.NodeStep;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerDesk;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerDeskTest extends StagesCase {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final String NODE = "node-7";
  private static final List<WorkerDesk.BootStep> BOOT =
      List.of(
          new WorkerDesk.BootStep("the kernel runs", 9_000_000),
          new WorkerDesk.BootStep("the jars are here", 4_000),
          new WorkerDesk.BootStep("the worker runs", 1_500));

  private final NoEvents events = new NoEvents();
  private WorkerDesk desk;

  @BeforeEach
  void openTheDesk() {
    desk =
        new WorkerDeskEndpoint(
            ledger,
            stages.roster,
            stages.line,
            Stages.LEASE,
            new Endpoint("10.0.0.5", 8443),
            InstantSource.fixed(NOW),
            events);
  }

  @Test
  void workerOfALaunchedNodeIsWelcome() throws Exception {
    launched();

    WorkerDesk.Welcome welcome = desk.register(registration(ProtocolVersion.CURRENT));

    assertThat(welcome.worker()).contains("worker");
    assertThat(welcome.https()).hasToString("10.0.0.5:8443");
    assertThat(stages.roster.all()).hasSize(1);
  }

  @Test
  void whatItsNodeDidSinceItWasAskedForIsKeptByTheMastersClockAndOnce() throws Exception {
    launched();

    desk.register(registration(ProtocolVersion.CURRENT));
    ledger.nodeSteps().add(NODE, List.of(new NodeStep(NOW, "the worker registers anew")));

    assertThat(ledger.nodeSteps().of(NODE))
        .containsExactly(
            new NodeStep(NOW.minusSeconds(4), "the jars are here"),
            new NodeStep(NOW.minusMillis(1_500), "the worker runs"),
            new NodeStep(NOW, "its worker registers"));
  }

  @Test
  void attack24WorkerOfAnotherVersionIsRefusedWithBoth() {
    launched();
    for (int version : List.of(ProtocolVersion.CURRENT - 1, ProtocolVersion.CURRENT + 1)) {
      assertThatThrownBy(() -> desk.register(registration(version)))
          .isInstanceOf(Refused.class)
          .hasMessage(
              "the worker speaks protocol version "
                  + version
                  + " and this Master "
                  + ProtocolVersion.CURRENT
                  + ": start both from the same release of Foray");
    }
    assertThat(stages.roster.all()).isEmpty();
  }

  @Test
  void attack24CommandOfAnotherVersionIsRefusedWithBoth() {
    for (int version : List.of(ProtocolVersion.CURRENT - 1, ProtocolVersion.CURRENT + 1)) {
      assertThatThrownBy(() -> new Desk(stages).jobs.master(version))
          .isInstanceOf(Refused.class)
          .hasMessage(
              "this client speaks protocol version "
                  + version
                  + " and the Master "
                  + ProtocolVersion.CURRENT
                  + ": use the client of Foray test");
    }
  }

  @Test
  void workerOfANodeThatWasNeverLaunchedIsRefused() {
    assertThatThrownBy(() -> desk.register(registration(ProtocolVersion.CURRENT)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no node node-7 is expected here");
  }

  private void launched() {
    ledger
        .nodes()
        .add(
            List.of(
                new Node(
                    NODE,
                    "local",
                    "launch-1",
                    NodeState.BOOTING,
                    null,
                    NOW.minusSeconds(20),
                    null,
                    null)));
  }

  /** {@link FakeWorkerLine} answers as it says, wherever it is called. */
  private WorkerDesk.Registration registration(int version) {
    return new WorkerDesk.Registration(
        version, NODE, new Endpoint("127.0.0.1", 1), 2, 2, 1 << 30, 1, "17", List.of(), BOOT);
  }

  @Test
  void workerWhoseMachineIsAboutToGoIsAnnouncedOnce() throws Exception {
    launched();
    String worker = desk.register(registration(ProtocolVersion.CURRENT)).worker();
    WorkerDesk.Heartbeat leaving = new WorkerDesk.Heartbeat(List.of(), 0, 0, "it is taken back");

    assertThat(desk.heartbeat(worker, new WorkerDesk.Heartbeat(List.of(), 0, 0, ""))).isTrue();
    assertThat(events.left).isEmpty();
    desk.heartbeat(worker, leaving);
    assertThat(events.left).containsExactly(worker + " it is taken back");
    stages.roster.drain(worker);
    desk.heartbeat(worker, leaving);
    assertThat(events.left).hasSize(1);
  }

  private static final class NoEvents implements WorkerDeskEndpoint.Events {
    private final List<String> left = new ArrayList<>();

    @Override
    public void roomChanged() {
      // Nobody waits for room.
    }

    @Override
    public void exited(AttemptEnd end) {
      throw new AssertionError(end);
    }

    @Override
    public String renewed(String node, String request) {
      throw new AssertionError(node);
    }

    @Override
    public void leaving(String worker, String why) {
      left.add(worker + " " + why);
    }

    @Override
    public void lost(String worker, String why) {
      throw new AssertionError(why);
    }

    @Override
    public void left(String worker) {
      throw new AssertionError(worker);
    }
  }
}
