package dev.foray.runner.core.flow;

/**
 * How many pairs may be held at one place, and about how many bytes of them, whichever is less.
 *
 * @param pairs at least 1
 * @param bytes at least 1; one pair that weighs more is held all the same
 */
public record Room(int pairs, long bytes) {

  /** However large they are. */
  public static Room forPairs(int pairs) {
    return new Room(pairs, Long.MAX_VALUE);
  }

  /** That part of the heap, at most. */
  public static Room inHeap(int pairs, int part) {
    return new Room(pairs, Math.max(1, Runtime.getRuntime().maxMemory() / part));
  }

  /** Whether nothing more is to come in. */
  public boolean isFull(int heldPairs, long heldBytes) {
    return heldPairs >= pairs || heldBytes >= bytes;
  }

  /** How many pairs of that weight there is room for. */
  int pairsOf(long weight) {
    return (int) Math.max(1, Math.min(pairs, bytes / Math.max(1, weight)));
  }
}
