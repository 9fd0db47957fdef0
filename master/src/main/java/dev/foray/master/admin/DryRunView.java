package dev.foray.master.admin;

import dev.foray.master.ledger.ChunkCounts;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.JobAdmin.DryRun;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What a dry run says of its job in earnest. Thread-safe. */
final class DryRunView {
  private static final int MOST_PAIRS = 5;

  private final Ledger ledger;
  private final ToIntFunction<Job> slots;

  /**
   * @param slots how many chunks of the job in earnest may run at once
   */
  DryRunView(Ledger ledger, ToIntFunction<Job> slots) {
    this.ledger = ledger;
    this.slots = slots;
  }

  /** Null: the job is in earnest. */
  @Nullable DryRun of(Job job, ChunkCounts counts) {
    if (!job.dryRun()) {
      return null;
    }
    int chunks = job.chunkCount() == null ? 0 : job.chunkCount();
    int atOnce = Math.max(1, Math.min(chunks, slots.applyAsInt(job)));
    OptionalDouble millis = ledger.triedChunks().averageMillis(job.id());
    boolean tried = counts.done() > 0;
    return new DryRun(
        chunks,
        millis.isPresent() ? Math.round(millis.getAsDouble()) : null,
        atOnce,
        millis.isPresent() ? secondsInAll(millis.getAsDouble(), chunks, atOnce) : null,
        tried ? pairsInAll(counts, chunks) : null,
        ledger.triedChunks().firstPairs(job.id(), MOST_PAIRS));
  }

  /** As many rounds as it takes, a chunk on each slot. */
  private static long secondsInAll(double millis, int chunks, int slots) {
    int rounds = (chunks + slots - 1) / slots;
    return (long) Math.ceil(rounds * millis / 1_000);
  }

  private static long pairsInAll(ChunkCounts counts, int chunks) {
    return Math.round((double) counts.progress().pairsWritten() / counts.done() * chunks);
  }
}
