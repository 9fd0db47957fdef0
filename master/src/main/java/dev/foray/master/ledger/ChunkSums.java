package dev.foray.master.ledger;

import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobAdmin.NamedCount;
import dev.foray.protocol.Progress;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which chunks of a job are in which state, and what those add up to that have committed. Each is
 * added once: of one that commits again, for the pairs that it had set aside, the sums are to be
 * made anew. Not thread-safe; its {@link Tally} is.
 */
final class ChunkSums {
  private final Map<ChunkState, BitSet> chunks = new EnumMap<>(ChunkState.class);
  private final BitSet committed = new BitSet();
  private final SortedMap<String, Long> counters = new TreeMap<>();
  private Progress progress = Progress.NONE;

  ChunkSums() {
    for (ChunkState state : ChunkState.values()) {
      chunks.put(state, new BitSet());
    }
  }

  boolean isEmpty() {
    return chunks.values().stream().allMatch(BitSet::isEmpty);
  }

  boolean isDone(int chunk) {
    return in(ChunkState.DONE).get(chunk);
  }

  /** It has committed a second time, or is no longer DONE: the sums are to be made anew. */
  boolean isAddedAsOther(ChunkMark chunk) {
    return committed.get(chunk.index())
        && isDone(chunk.index()) != (chunk.state() == ChunkState.DONE);
  }

  /** By index. */
  List<Integer> running() {
    return in(ChunkState.RUNNING).stream().boxed().toList();
  }

  void put(ChunkMark chunk) {
    if (isDone(chunk.index())) {
      return;
    }
    chunks.values().forEach(indexes -> indexes.clear(chunk.index()));
    in(chunk.state()).set(chunk.index());
    boolean done = chunk.state() == ChunkState.DONE;
    committed.set(chunk.index(), done || chunk.doneBy() != null);
    if (done) {
      progress = progress.plus(chunk.progress());
    }
  }

  /** Adds what chunks counted that have become DONE. */
  void count(List<NamedCount> counts) {
    counts.forEach(count -> counters.merge(count.name(), count.count(), Long::sum));
  }

  ChunkCounts counts() {
    return new ChunkCounts(
        in(ChunkState.READY).cardinality(),
        in(ChunkState.RUNNING).cardinality(),
        in(ChunkState.DONE).cardinality(),
        in(ChunkState.FAILED).cardinality(),
        in(ChunkState.CANCELLED).cardinality(),
        progress);
  }

  /** By index; null where there is no such chunk. */
  List<@Nullable ChunkState> states() {
    int total = chunks.values().stream().mapToInt(BitSet::length).max().orElse(0);
    @Nullable ChunkState[] states = new ChunkState[total];
    chunks.forEach((state, indexes) -> indexes.stream().forEach(index -> states[index] = state));
    return Arrays.asList(states);
  }

  /** By name. */
  List<NamedCount> counters() {
    return counters.entrySet().stream()
        .map(counter -> new NamedCount(counter.getKey(), counter.getValue()))
        .toList();
  }

  private BitSet in(ChunkState state) {
    return chunks.computeIfAbsent(state, any -> new BitSet());
  }
}
