package dev.foray.master.admin;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Node;
import dev.foray.protocol.FleetAdmin;
import dev.foray.protocol.WorkerState;
import java.util.List;
import java.util.Optional;

/** What the CLI asks about nodes. */
public final class FleetAdminEndpoint implements FleetAdmin {
  private static final int MOST_NODES = 100;

  private final Ledger ledger;
  private final Roster roster;

  public FleetAdminEndpoint(Ledger ledger, Roster roster) {
    this.ledger = ledger;
    this.roster = roster;
  }

  @Override
  public List<NodeSummary> nodes() {
    List<Roster.Standing> standings = roster.all();
    return List.copyOf(
        ledger.nodes().newest(MOST_NODES).stream().map(node -> summary(node, standings)).toList());
  }

  private static NodeSummary summary(Node node, List<Roster.Standing> standings) {
    Optional<Roster.Standing> standing =
        standings.stream().filter(one -> one.worker().node().equals(node.id())).findFirst();
    return new NodeSummary(
        node.id(),
        node.state(),
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
        node.reason());
  }
}
