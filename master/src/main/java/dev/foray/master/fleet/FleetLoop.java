package dev.foray.master.fleet;

import dev.foray.master.fleet.Crew.Member;
import dev.foray.master.fleet.Sizing.Wanted;
import dev.foray.master.ledger.Node;
import dev.foray.master.loop.Net;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NodeState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps as many nodes as the jobs want: takes each one on through its states, drains and ends those
 * that no chunk could still need, and starts those that are missing. Decides anew each time from
 * the ledger, the fleet and the crew, so a Master that restarts goes on where the earlier one
 * stopped. One thread runs it; {@link #waitsFor} may be asked from any.
 */
public final class FleetLoop implements AutoCloseable {
  private final Fleet fleet;
  private final NodeBook book;
  private final Crew crew;
  private final Supplier<Demand> demand;
  private final Sizing sizing;
  private final FleetLimits limits;
  private final Launches launches;
  private final NodeLife life;
  private final Net net = new Net(Duration.ofMillis(500));
  private volatile Optional<Wait> wait = Optional.empty();
  private volatile Wanted wanted = Wanted.NOTHING;

  /**
   * @param demand what the jobs would use, asked for each time
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public FleetLoop(
      Fleet fleet,
      NodeBook book,
      Crew crew,
      Supplier<Demand> demand,
      Sizing sizing,
      FleetLimits limits,
      LongSupplier nanoTime) {
    this.fleet = fleet;
    this.book = book;
    this.crew = crew;
    this.demand = demand;
    this.sizing = sizing;
    this.limits = limits;
    this.launches = new Launches(fleet, book, nanoTime);
    this.life = new NodeLife(fleet, book, crew, launches, limits, new Patience(nanoTime));
  }

  /** The fleet is listed before the ledger: what is launched has a row already. */
  public void runOnce() {
    net.busy(true);
    Set<String> seen = seen();
    List<Node> nodes = book.alive();
    List<Member> members = crew.members();
    nodes.forEach(node -> life.advance(node, seen.contains(node.id()), on(node, members)));
    endUnknown(seen, nodes);
    resize();
    net.busy(!seen.isEmpty() || !nodes.isEmpty() || wanted.nodes() > 0);
  }

  /** When it is to run in any case: nodes change by themselves. */
  public Net net() {
    return net;
  }

  private Set<String> seen() {
    try {
      return fleet.alive();
    } catch (FleetUnseen e) {
      wait = Optional.of(new Wait.NodesUnseen(String.valueOf(e.getMessage())));
      throw e;
    }
  }

  /** How many nodes the job is worth, and why; empty where it has no use for any. */
  public Optional<Size> sizeFor(JobId job) {
    return Optional.ofNullable(wanted.byJob().get(job));
  }

  /** What the jobs wait for that is the fleet's. */
  public Optional<Wait> waitsFor() {
    return wait;
  }

  /**
   * Closes the fleet, and enters in the ledger that its nodes are gone. To be called when {@link
   * #runOnce} is not any more. A ledger that is away hinders nothing: the next Master enters it.
   */
  @Override
  public void close() {
    fleet.close();
    try {
      Set<String> left = fleet.alive();
      List<Member> members = crew.members();
      book.alive().stream()
          .filter(node -> !left.contains(node.id()))
          .forEach(node -> life.gone(node, on(node, members), "its Master has stopped"));
    } catch (RuntimeException e) {
      FleetLog.notEntered(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Member> on(Node node, List<Member> members) {
    return members.stream().filter(member -> member.node().equals(node.id())).findFirst();
  }

  private void endUnknown(Set<String> seen, List<Node> nodes) {
    Set<String> known = new HashSet<>(nodes.stream().map(Node::id).toList());
    seen.stream().filter(node -> !known.contains(node)).forEach(life::endUnknown);
    known.addAll(seen);
    life.keepOnly(known);
  }

  private void resize() {
    Demand asked = demand.get();
    List<Member> members = crew.members();
    wanted = note(sizing.wanted(asked, working(members)));
    Surplus surplus = new Surplus(sizing.slotsUseful(asked));
    surplus.idle(members).forEach(life::dismiss);
    List<Node> awaited =
        inState(book.alive(), NodeState.BOOTING).stream()
            .filter(node -> on(node, members).isEmpty()) // A worker's slots count, not its node's.
            .toList();
    surplus.booting(awaited, members, sizing.slotsPerNode()).stream()
        .filter(node -> on(node, crew.members()).isEmpty()) // It may have registered meanwhile.
        .forEach(node -> life.end(node, "no chunk is left for it"));
    if (wanted.nodes() == 0) {
      launches.unwanted();
    }
    launches.start(missing(), sizing.slotsPerNode());
    wait = waiting();
  }

  private static int working(List<Member> members) {
    return (int) members.stream().filter(member -> !member.draining()).count();
  }

  private Wanted note(Wanted now) {
    if (!now.isLike(wanted)) {
      FleetLog.wanted(now);
    }
    return now;
  }

  private int missing() {
    List<Node> nodes = book.alive();
    long lacking = wanted.nodes() - inUse(nodes, crew.members());
    return (int) Math.max(0, Math.min(lacking, sizing.maxNodes() - nodes.size()));
  }

  /** Others count against the limit as long as they are there, but do no work, now or any more. */
  private static long inUse(List<Node> nodes, List<Member> members) {
    return nodes.stream().filter(node -> isInUse(node, on(node, members))).count();
  }

  private static boolean isInUse(Node node, Optional<Member> member) {
    return switch (node.state()) {
      case REQUESTED, BOOTING -> member.filter(Member::draining).isEmpty();
      case UP -> member.isPresent() && !member.get().draining(); // Else its worker was lost.
      case TERMINATING, TERMINATED -> false;
    };
  }

  private Optional<Wait> waiting() {
    if (wanted.nodes() == 0) {
      return Optional.empty();
    }
    List<Node> alive = book.alive();
    int booting = inState(alive, NodeState.BOOTING).size();
    if (booting > 0) {
      return Optional.of(new Wait.NodesBoot(booting, limits.boot()));
    }
    return inUse(alive, crew.members()) == 0 && alive.size() >= sizing.maxNodes()
        ? Optional.of(new Wait.NodesEnd(sizing.maxNodes()))
        : launches.waitsFor();
  }

  private static List<Node> inState(List<Node> nodes, NodeState state) {
    return nodes.stream().filter(node -> node.state() == state).toList();
  }
}
