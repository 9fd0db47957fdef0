package dev.foray.master.fleet;

import java.util.List;

/**
 * Nodes that are ordered together. The ledger has a row of each before the fleet is told.
 *
 * @param id no launch had it before; a fleet that is given the same order again starts no more
 * @param nodes the ids that their workers will have, at least one; none was ever launched before
 * @param slots of each
 */
public record LaunchOrder(String id, List<String> nodes, int slots) {
  public LaunchOrder {
    nodes = List.copyOf(nodes);
  }
}
