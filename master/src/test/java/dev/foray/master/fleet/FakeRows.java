package dev.foray.master.fleet;

import dev.foray.master.ledger.Node;
import dev.foray.protocol.NodeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Node rows in memory, changed by compare-and-set as the ledger's are, and only as allowed. */
final class FakeRows implements NodeBook.Rows {
  final List<String> history = new ArrayList<>();
  boolean away;
  Runnable meanwhile = () -> {};
  private final Map<String, Node> rows = new LinkedHashMap<>();

  Node row(String id) {
    return Objects.requireNonNull(rows.get(id));
  }

  @Override
  public void add(List<Node> launch) {
    for (Node node : launch) {
      rows.put(node.id(), node);
      history.add(node.id() + " " + node.state());
    }
  }

  @Override
  public List<Node> alive() {
    if (away) {
      throw new IllegalStateException("the database is away");
    }
    meanwhile.run();
    return rows.values().stream().filter(node -> !node.state().isTerminal()).toList();
  }

  @Override
  public boolean move(Node node, NodeState to, @Nullable String reason, Instant now) {
    Node row = row(node.id());
    if (row.state() != node.state()) {
      return false;
    }
    if (!row.state().canBecome(to)) {
      throw new AssertionError(row + " can't become " + to);
    }
    String kept = reason == null ? row.reason() : reason;
    rows.put(
        row.id(),
        new Node(row.id(), row.fleet(), row.launch(), to, kept, row.requestedAt(), null, null));
    history.add(row.id() + " " + to);
    return true;
  }
}
