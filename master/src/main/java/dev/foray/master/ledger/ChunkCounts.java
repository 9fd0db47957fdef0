package dev.foray.master.ledger;

import dev.foray.protocol.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many chunks of a job are in which state.
 *
 * @param progress the sums over the DONE ones
 * @param earliestNotBefore of the READY ones that wait for a time; null: none does
 */
public record ChunkCounts(
    int ready,
    int running,
    int done,
    int failed,
    int cancelled,
    Progress progress,
    @Nullable Instant earliestNotBefore) {

  public int total() {
    return ready + running + done + failed + cancelled;
  }
}
