package dev.foray.master.dispatch;

import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Node;
import dev.foray.master.ledger.NodeStep;
import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerDesk;
import dev.foray.protocol.WorkerService;
import dev.foray.protocol.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What workers call. Takes them in after calling them back, renews their leases, passes ends and
 * goodbyes on.
 */
public final class WorkerDeskEndpoint implements WorkerDesk {
  private final Ledger ledger;
  private final Roster roster;
  private final WorkerLine line;
  private final Duration lease;
  private final Endpoint https;
  private final InstantSource clock;
  private final Events events;

  /** What follows from what workers say. */
  public interface Events {
    /** A worker is there, or has left. */
    void roomChanged();

    /** A runner has ended, and its slot is free. */
    void exited(AttemptEnd end);

    /** A worker of that node asks for another certificate, which is given. */
    String renewed(String node, String request) throws Refused;

    /** A worker's machine is about to go. */
    void leaving(String worker, String why);

    void lost(String worker, String why);

    void left(String worker);
  }

  public WorkerDeskEndpoint(
      Ledger ledger,
      Roster roster,
      WorkerLine line,
      Duration lease,
      Endpoint https,
      InstantSource clock,
      Events events) {
    this.ledger = ledger;
    this.roster = roster;
    this.line = line;
    this.lease = lease;
    this.https = https;
    this.clock = clock;
    this.events = events;
  }

  @Override
  public Welcome register(Registration registration) throws Refused {
    try {
      checkVersion(registration);
      checkNode(registration);
      Worker worker = workerOf(registration);
      callBack(worker);
      note(registration);
      admit(worker, registration.running());
      return new Welcome(
          worker.id(),
          ledger.epoch(),
          lease.toMillis(),
          Math.max(100, lease.toMillis() / 6),
          https);
    } catch (Refused e) {
      DispatchLog.refused(registration.node(), String.valueOf(e.getMessage()));
      throw e;
    }
  }

  @Override
  public boolean heartbeat(String worker, Heartbeat heartbeat) {
    boolean isNews = roster.find(worker).filter(standing -> !standing.draining()).isPresent();
    if (isNews && !heartbeat.leaving().isEmpty()) {
      events.leaving(worker, heartbeat.leaving());
    }
    return roster.renew(worker, heartbeat);
  }

  @Override
  public void attemptEnded(String worker, AttemptEnd end) {
    events.exited(end);
  }

  /** The door has seen to it that the worker is the caller's own. */
  @Override
  public String renew(String worker, String request) throws Refused {
    Worker known =
        ledger
            .workers()
            .find(worker)
            .orElseThrow(() -> new Refused(ExitCode.WRONG_USE, "there is no " + worker));
    return events.renewed(known.node(), request);
  }

  @Override
  public void deregister(String worker) {
    events.left(worker);
    DispatchLog.left(worker);
    events.roomChanged();
  }

  private static void checkVersion(Registration registration) throws Refused {
    if (registration.protocolVersion() != ProtocolVersion.CURRENT) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "the worker speaks protocol version "
              + registration.protocolVersion()
              + " and this Master "
              + ProtocolVersion.CURRENT
              + ": start both from the same release of Foray");
    }
  }

  private void checkNode(Registration registration) throws Refused {
    NodeState state =
        ledger.nodes().find(registration.node()).map(Node::state).orElse(NodeState.TERMINATED);
    if (state == NodeState.TERMINATED || state == NodeState.TERMINATING) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "no node "
              + registration.node()
              + " is expected here: it was never launched, or is being ended");
    }
  }

  private Worker workerOf(Registration registration) {
    return new Worker(
        freeId(registration.node()),
        registration.node(),
        WorkerState.ACTIVE,
        registration.service(),
        registration.slots(),
        registration.cores(),
        registration.memoryBytes(),
        registration.pid(),
        registration.javaVersion(),
        clock.instant(),
        null);
  }

  private String freeId(String node) {
    String id = node.replaceFirst("^node", "worker");
    for (int again = 2; ledger.workers().find(id).isPresent(); again++) {
      id = node.replaceFirst("^node", "worker") + "-" + again;
    }
    return id;
  }

  private void callBack(Worker worker) throws Refused {
    try {
      WorkerService.Status status = line.status(worker);
      if (!status.node().equals(worker.node())) {
        throw new Refused(
            ExitCode.WRONG_USE,
            "at "
                + worker.service()
                + " answers the worker of "
                + status.node()
                + ", not of "
                + worker.node());
      }
    } catch (WorkerLine.Unreachable | WorkerLine.NoAnswer e) {
      throw new Refused(ExitCode.WRONG_USE, "this Master can't call back: " + e.getMessage());
    }
  }

  /** By this Master's clock. What was before the node was asked for says nothing of it. */
  private void note(Registration registration) {
    Instant now = clock.instant();
    Instant from =
        ledger.nodes().find(registration.node()).map(Node::requestedAt).orElse(Instant.MIN);
    List<NodeStep> steps = new ArrayList<>();
    for (BootStep step : registration.boot()) {
      Instant at = now.minusMillis(step.ageMillis());
      if (!at.isBefore(from)) {
        steps.add(new NodeStep(at, step.what()));
      }
    }
    steps.add(new NodeStep(now, "its worker registers"));
    ledger.nodeSteps().add(registration.node(), steps);
  }

  /**
   * One that registers anew keeps what runs there; the rest of what its former self ran is lost.
   */
  private synchronized void admit(Worker worker, List<AttemptId> running) {
    List<String> former =
        roster.all().stream()
            .map(Roster.Standing::worker)
            .filter(other -> other.node().equals(worker.node()))
            .map(Worker::id)
            .toList();
    List<Roster.Seat> kept =
        roster.seats(running::contains).stream()
            .filter(seat -> former.contains(seat.worker()))
            .toList();
    ledger.workers().add(worker);
    roster.admit(worker, false);
    for (Roster.Seat seat : kept) {
      roster.move(seat.attempt(), worker.id());
    }
    former.forEach(id -> events.lost(id, "its worker registered anew as " + worker.id()));
    DispatchLog.admitted(worker);
    events.roomChanged();
  }
}
