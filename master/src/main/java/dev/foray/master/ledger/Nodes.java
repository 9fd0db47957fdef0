package dev.foray.master.ledger;

import dev.foray.protocol.NodeState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The node rows. */
public final class Nodes {
  Nodes() {}

  public void add(Node node) {
    throw new AssertionError("to be written");
  }

  public Optional<Node> find(String id) {
    throw new AssertionError("to be written");
  }

  /** Those that are not TERMINATED. */
  public List<Node> alive() {
    throw new AssertionError("to be written");
  }

  /** Newest first, whatever their state. */
  public List<Node> newest(int most) {
    throw new AssertionError("to be written");
  }

  /** Moves by compare-and-set; sets up_at with UP and ended_at with TERMINATED. */
  public boolean move(
      String id, NodeState from, NodeState to, @Nullable String reason, Instant now) {
    throw new AssertionError("to be written");
  }
}
