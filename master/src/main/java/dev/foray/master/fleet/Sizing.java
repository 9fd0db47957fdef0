package dev.foray.master.fleet;

import dev.foray.master.fleet.Demand.Need;

/**
 * How many nodes the jobs want, and how many slots they can use at all. Pure: the same answer for
 * the same demand. A node is started for about four chunks a slot, since a start costs something,
 * but once there it is kept as long as any chunk could use its slots.
 *
 * @param maxNodes nodes at once, whatever their state
 * @param mostRunningChunks chunks that the database's connections allow at once
 */
public record Sizing(int maxNodes, int slotsPerNode, int mostRunningChunks) {
  static final int CHUNKS_PER_SLOT = 4;

  public Sizing {
    if (maxNodes < 1 || slotsPerNode < 1 || mostRunningChunks < 1) {
      throw new IllegalArgumentException(
          "a fleet of %d nodes with %d slots, for %d chunks at once, can't work: each is at least 1"
              .formatted(maxNodes, slotsPerNode, mostRunningChunks));
    }
  }

  /** Nodes to have; never more than chunks left, 0 where none is. */
  int nodesWanted(Demand demand) {
    int slots = demand.slots(need -> ceil(need.chunks(), CHUNKS_PER_SLOT));
    return Math.min(maxNodes, ceil(Math.min(slots, mostRunningChunks), slotsPerNode));
  }

  /** Slots that a chunk could still need: one for each chunk left, within the limits. */
  int slotsUseful(Demand demand) {
    return Math.min(demand.slots(Need::chunks), mostRunningChunks);
  }

  /** Slots of as many nodes as there may be, within the limit of the connections. */
  public int mostSlots() {
    return (int) Math.min((long) maxNodes * slotsPerNode, mostRunningChunks);
  }

  /** As many chunks as make a difference: with more, the answers are the same. */
  int enoughChunks() {
    return Math.multiplyExact(Math.multiplyExact(maxNodes, slotsPerNode), CHUNKS_PER_SLOT);
  }

  private static int ceil(int number, int divisor) {
    return (int) ((number + (long) divisor - 1) / divisor);
  }
}
