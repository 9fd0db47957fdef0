package dev.foray.master.ledger;

import dev.foray.protocol.Progress;

/**
 * How many chunks of a job are in which state.
 *
 * @param progress the sums over the DONE ones
 */
public record ChunkCounts(
    int ready, int running, int done, int failed, int cancelled, Progress progress) {

  public int total() {
    return ready + running + done + failed + cancelled;
  }
}
