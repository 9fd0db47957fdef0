package dev.foray.master.fleet;

import java.util.List;

/**
 * What a fleet makes of an order.
 *
 * @param nodes those that start, in the order's order; nothing is left of the others
 * @param shortfall why it is not all of them, in one sentence; empty where it is
 */
public record Accepted(List<String> nodes, String shortfall) {
  public Accepted {
    nodes = List.copyOf(nodes);
  }

  public static Accepted all(LaunchOrder order) {
    return new Accepted(order.nodes(), "");
  }
}
