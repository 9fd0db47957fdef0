package dev.foray.master.fleet;

import dev.foray.master.fleet.Demand.Need;
import dev.foray.master.ledger.Node;
import dev.foray.protocol.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/** The fleet's loop over a fleet of a test's choice, with rows and workers in memory. */
public final class LoopRig {
  private static final int SLOTS = 2;

  private final FakeRows rows = new FakeRows();
  private final FakeCrew crew = new FakeCrew();
  private final LongSupplier nanoTime;
  private final int maxNodes;
  private Demand demand = Demand.NOTHING;
  private int ids;

  public LoopRig(int maxNodes, LongSupplier nanoTime) {
    this.maxNodes = maxNodes;
    this.nanoTime = nanoTime;
  }

  /** As a Master that has just started has it: the rows are as they were. */
  public FleetLoop loopOver(Fleet fleet) {
    return new FleetLoop(
        fleet,
        new NodeBook(
            rows,
            fleet.name(),
            InstantSource.fixed(Instant.EPOCH),
            () -> "node-%08d".formatted(ids++)),
        crew,
        () -> demand,
        new Sizing(maxNodes, SLOTS, Integer.MAX_VALUE),
        FleetLimits.forInstances(),
        nanoTime);
  }

  public void chunks(int left) {
    demand = left == 0 ? Demand.NOTHING : new Demand(List.of(new Need(left, Integer.MAX_VALUE)));
  }

  /** The worker of the node registers, if the ledger expects one there. */
  public void register(String node) {
    boolean isExpected =
        nodes().stream().anyMatch(one -> one.id().equals(node) && one.state() == NodeState.BOOTING);
    if (isExpected) {
      crew.register(node, SLOTS);
    }
  }

  /** The worker of the node runs so many chunks. */
  public void runs(String node, int running) {
    crew.runs(node, running);
  }

  /** The nodes whose workers were told to leave. */
  public List<String> draining() {
    return crew.members().stream().filter(Crew.Member::draining).map(Crew.Member::node).toList();
  }

  /** The worker of the node is gone. */
  public void leave(String node) {
    crew.leave(node);
  }

  /** The rows that are not TERMINATED. */
  public List<Node> nodes() {
    return rows.alive();
  }

  /** How long the loop leaves alone what it does not know. */
  public static Duration grace() {
    return FleetLimits.forInstances().grace();
  }
}
