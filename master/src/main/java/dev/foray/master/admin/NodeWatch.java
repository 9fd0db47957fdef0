package dev.foray.master.admin;

import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.Watch.NodeLook;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What those who watch see of nodes. Stateless. */
final class NodeWatch {
  private static final int MOST_NODES = 50;

  /** Of the attempts that run on a node: so many, or where that is too much, so many. */
  private static final int MOST_RUNNING = 8;

  private static final int FEW_RUNNING = 2;
  private static final int LONGEST_TEXT = 150;

  private NodeWatch() {}

  /**
   * @param nodes those that are there, and the newest that are gone
   * @param more how many there are besides
   */
  record Seen(List<NodeLook> nodes, int more) {}

  /**
   * @param all newest first
   */
  static Seen of(List<NodeSummary> all) {
    List<NodeSummary> first =
        Stream.concat(
                all.stream().filter(node -> !node.state().isTerminal()),
                all.stream().filter(node -> node.state().isTerminal()))
            .limit(MOST_NODES)
            .toList();
    List<NodeLook> seen = Weight.first(looks(first, MOST_RUNNING), WatchEndpoint.MOST_LISTED);
    if (seen.size() < first.size()) {
      seen = Weight.first(looks(first, FEW_RUNNING), WatchEndpoint.MOST_LISTED);
    }
    return new Seen(seen, all.size() - seen.size());
  }

  private static List<NodeLook> looks(List<NodeSummary> nodes, int most) {
    return nodes.stream().map(node -> look(node, most)).toList();
  }

  private static NodeLook look(NodeSummary node, int most) {
    int runs = node.running().size();
    return new NodeLook(
        new NodeSummary(
            node.node(),
            node.state(),
            cut(node.machine()),
            node.worker(),
            node.workerState(),
            null,
            node.slots(),
            List.copyOf(node.running().subList(0, Math.min(most, runs))),
            node.requestedAt(),
            node.upAt(),
            node.endedAt(),
            cut(node.reason()),
            node.strain(),
            node.bill()),
        runs);
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null ? null : Weight.cut(text, LONGEST_TEXT);
  }
}
