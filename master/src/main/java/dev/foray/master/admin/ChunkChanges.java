package dev.foray.master.admin;

import dev.foray.protocol.Cells;
import dev.foray.protocol.ChunkState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When each chunk of a job last changed its state, so that whoever watches is told of those alone
 * that changed since. Knows nobody who watches. Not thread-safe.
 */
final class ChunkChanges {
  private List<@Nullable ChunkState> states = List.of();
  private long[] changedAt = new long[0];
  private long version;

  /**
   * @param version above every earlier one
   */
  ChunkChanges(long version) {
    this.version = version;
  }

  /** Compares what was with what is. */
  void put(List<@Nullable ChunkState> now) {
    version++;
    changedAt = Arrays.copyOf(changedAt, now.size());
    for (int chunk = 0; chunk < now.size(); chunk++) {
      if (chunk >= states.size() || states.get(chunk) != now.get(chunk)) {
        changedAt[chunk] = version;
      }
    }
    states = now;
  }

  /**
   * @param mostCharacters that there is room for
   */
  Cells since(long known, int from, int mostCharacters) {
    long seen = known > version ? 0 : known;
    return Cells.of(
        version,
        states.size(),
        Math.max(0, Math.min(from, states.size())),
        mostCharacters,
        chunk -> changedAt[chunk] > seen ? states.get(chunk) : null);
  }

  long version() {
    return version;
  }
}
