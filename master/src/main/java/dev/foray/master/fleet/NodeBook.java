package dev.foray.master.fleet;

import dev.foray.master.bill.Prices;
import dev.foray.master.ledger.Node;
import dev.foray.master.ledger.Nodes;
import dev.foray.protocol.NodeState;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's node rows, written by the fleet's loop alone. A node is entered before it is
 * launched. Thread-safe, as the ledger is.
 */
public final class NodeBook {
  private final Rows rows;
  private final String fleet;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /** The rows themselves. */
  interface Rows {
    void add(List<Node> launch);

    List<Node> alive();

    boolean move(Node node, NodeState to, @Nullable String reason, java.time.Instant now);
  }

  /**
   * @param fleet its name
   * @param ids gives an id that no node had before
   * @param prices what a node costs that is no machine of its own
   */
  public NodeBook(
      Nodes nodes, String fleet, InstantSource clock, Supplier<String> ids, Prices prices) {
    this(rowsOf(nodes, prices), fleet, clock, ids);
  }

  NodeBook(Rows rows, String fleet, InstantSource clock, Supplier<String> ids) {
    this.rows = rows;
    this.fleet = fleet;
    this.clock = clock;
    this.ids = ids;
  }

  /** Enters new nodes of one launch, REQUESTED. */
  List<Node> request(int count) {
    List<String> names = Stream.generate(ids).limit(count).toList();
    String launch = "launch-of-" + names.get(0);
    List<Node> nodes = names.stream().map(name -> requested(name, launch)).toList();
    rows.add(nodes);
    return nodes;
  }

  private Node requested(String id, String launch) {
    return new Node(id, fleet, launch, NodeState.REQUESTED, null, clock.instant(), null, null);
  }

  /** Those that are not gone. */
  List<Node> alive() {
    return rows.alive();
  }

  /**
   * @param reason null: as it was
   * @return false: the row was not as this node says
   */
  boolean move(Node node, NodeState to, @Nullable String reason) {
    return rows.move(node, to, reason, clock.instant());
  }

  private static Rows rowsOf(Nodes nodes, Prices prices) {
    return new Rows() {
      @Override
      public void add(List<Node> launch) {
        nodes.add(launch, prices.ofProcess().orElse(null));
      }

      @Override
      public List<Node> alive() {
        return nodes.alive();
      }

      @Override
      public boolean move(Node node, NodeState to, @Nullable String reason, java.time.Instant now) {
        return nodes.move(node.id(), node.state(), to, reason, now);
      }
    };
  }
}
