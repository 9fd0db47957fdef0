package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The chunk rows. Where a chunk's and an attempt's row change together, it is one transaction, the
 * chunk's first.
 */
public final class Chunks {
  Chunks() {}

  public Optional<Chunk> find(JobId job, int index) {
    throw new AssertionError("to be written");
  }

  /** READY chunks whose not_before has passed, by index. */
  public List<Chunk> ready(JobId job, Instant now, int most) {
    throw new AssertionError("to be written");
  }

  /** Chunks by index from an index on, in one state or in any. */
  public List<Chunk> page(JobId job, int from, int most, @Nullable ChunkState state) {
    throw new AssertionError("to be written");
  }

  public ChunkCounts counts(JobId job) {
    throw new AssertionError("to be written");
  }

  /**
   * READY with attempt n becomes RUNNING with n + 1, and the attempt's row is written, STARTING.
   *
   * @return empty if the row was not as this chunk says
   */
  public Optional<AttemptId> dispatch(Chunk chunk, String release, String worker, Instant now) {
    throw new AssertionError("to be written");
  }

  /**
   * The attempt ended without a commit: RUNNING becomes READY again, if this attempt is still
   * current.
   *
   * @param notBefore null: at once
   * @return false: it is not; the row is as it was (it may just have become DONE)
   */
  public boolean giveBack(
      AttemptId attempt, AttemptOutcome outcome, @Nullable Instant notBefore, Instant now) {
    throw new AssertionError("to be written");
  }

  /** The attempt was the chunk's last: RUNNING becomes FAILED, if this attempt is still current. */
  public boolean fail(AttemptId attempt, AttemptOutcome outcome, Instant now) {
    throw new AssertionError("to be written");
  }

  /** RUNNING becomes CANCELLED, if this attempt is still current. */
  public boolean cancel(AttemptId attempt, Instant now) {
    throw new AssertionError("to be written");
  }

  /** All READY chunks of the job become CANCELLED. */
  public int cancelReady(JobId job) {
    throw new AssertionError("to be written");
  }
}
