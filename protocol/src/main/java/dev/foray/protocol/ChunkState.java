package dev.foray.protocol;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a chunk stands. The runner of its current attempt writes DONE, in the transaction of its
 * output; everything else is written by the Master.
 */
public enum ChunkState {
  /** Waits for a slot, or until its {@code not_before} for the next attempt. */
  READY,
  /** An attempt is dispatched. */
  RUNNING,
  /** Its output is committed. Where it had set pairs aside, these alone may make it READY again. */
  DONE,
  /** Out of attempts. */
  FAILED,
  /** The job was cancelled before it was done. */
  CANCELLED;

  public boolean isTerminal() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }

  public boolean canBecome(ChunkState next) {
    return successors().contains(next);
  }

  private Set<ChunkState> successors() {
    return switch (this) {
      case READY -> EnumSet.of(RUNNING, CANCELLED);
      case RUNNING -> EnumSet.of(READY, DONE, FAILED, CANCELLED);
      case DONE, FAILED -> EnumSet.of(READY);
      case CANCELLED -> EnumSet.noneOf(ChunkState.class);
    };
  }
}
