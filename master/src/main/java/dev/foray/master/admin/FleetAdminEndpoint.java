package dev.foray.master.admin;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Meter;
import dev.foray.master.ledger.Node;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.FleetAdmin;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the CLI asks about nodes, and of them. */
public final class FleetAdminEndpoint implements FleetAdmin {
  private static final int MOST_NODES = 100;
  private static final int MOST_METERS = 1_000;

  private final Ledger ledger;
  private final Roster roster;
  private final Draining draining;
  private final InstantSource clock;

  /** Has a worker drained, on somebody's word. */
  public interface Draining {
    void drain(String worker, String by);
  }

  public FleetAdminEndpoint(Ledger ledger, Roster roster, Draining draining, InstantSource clock) {
    this.ledger = ledger;
    this.roster = roster;
    this.draining = draining;
    this.clock = clock;
  }

  @Override
  public List<NodeSummary> nodes() {
    Map<String, Hardware> machines = ledger.nodes().machines();
    Map<String, Meter> meters = ledger.meters().newest(MOST_METERS);
    return List.copyOf(
        ledger.nodes().newest(MOST_NODES).stream()
            .map(
                node ->
                    summary(
                        node,
                        Optional.ofNullable(machines.get(node.id())),
                        Optional.ofNullable(meters.get(node.id()))))
            .toList());
  }

  @Override
  public NodeSummary drain(String node, String by) throws Refused {
    Node found =
        ledger
            .nodes()
            .find(node)
            .orElseThrow(() -> refused("there is no node " + node + ": `master nodes` lists them"));
    String worker =
        standing(node)
            .map(one -> one.worker().id())
            .orElseThrow(() -> refused("no worker is on " + node + ", which is " + found.state()));
    draining.drain(worker, Asking.by(by));
    return summary(
        found,
        Optional.ofNullable(ledger.nodes().machines().get(node)),
        Optional.ofNullable(ledger.meters().newest(MOST_METERS).get(node)));
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.WRONG_USE, sentence);
  }

  private Optional<Roster.Standing> standing(String node) {
    return roster.all().stream().filter(one -> one.worker().node().equals(node)).findFirst();
  }

  private NodeSummary summary(Node node, Optional<Hardware> machine, Optional<Meter> meter) {
    Optional<Roster.Standing> standing = standing(node.id());
    return new NodeSummary(
        node.id(),
        node.state(),
        machine.map(Hardware::toString).orElse(null),
        standing.map(one -> one.worker().id()).orElse(null),
        standing
            .map(one -> one.draining() ? WorkerState.DRAINING : WorkerState.ACTIVE)
            .orElse(null),
        standing.map(one -> one.worker().service()).orElse(null),
        standing.map(one -> one.worker().slots()).orElse(0),
        standing.map(Roster.Standing::running).orElse(List.of()),
        node.requestedAt(),
        node.upAt(),
        node.endedAt(),
        node.reason(),
        meter.map(this::bill).orElse(null));
  }

  private NodeBill bill(Meter meter) {
    Duration billed = meter.billed(clock.instant());
    return new NodeBill(billed.toSeconds(), meter.usdPerHour(), meter.cost(billed).orElse(null));
  }
}
