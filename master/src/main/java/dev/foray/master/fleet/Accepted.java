package dev.foray.master.fleet;

import java.util.List;

/**
 * What a fleet makes of an order.
 *
 * @param nodes those that start, in the order's order
 * @param shortfall why it is not all of them, in one sentence; empty where it is
 * @param isUnclear whether some of the others may start all the same, which is seen within the
 *     fleet's grace; else nothing is left of them
 */
public record Accepted(List<String> nodes, String shortfall, boolean isUnclear) {
  public Accepted {
    nodes = List.copyOf(nodes);
  }

  public static Accepted all(LaunchOrder order) {
    return new Accepted(order.nodes(), "", false);
  }
}
