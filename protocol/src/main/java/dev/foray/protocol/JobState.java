package dev.foray.protocol;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a job stands. Only the Master changes it; the runner of {@code plan} and {@code finish}
 * marks the row it fences.
 */
public enum JobState {
  /** Stored, nothing done yet. */
  ACCEPTED,
  /** A chunk-runner calls {@code plan} and stores the chunks. */
  PLANNING,
  /** Chunks are dispatched. */
  RUNNING,
  /** Every chunk is DONE; a chunk-runner calls {@code finish}. */
  FINISHING,
  /** Ended: every chunk and {@code finish} have committed; of a dry run, each chunk it tried. */
  SUCCEEDED,
  /**
   * Ended: a chunk is out of attempts, or {@code plan} or {@code finish} failed. What committed
   * stays.
   */
  FAILED,
  /** Ended by request. What committed stays. */
  CANCELLED;

  public boolean isTerminal() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }

  public boolean canBecome(JobState next) {
    return successors().contains(next);
  }

  private Set<JobState> successors() {
    return switch (this) {
      case ACCEPTED -> EnumSet.of(PLANNING, FAILED, CANCELLED);
      case PLANNING -> EnumSet.of(RUNNING, FAILED, CANCELLED);
      case RUNNING -> EnumSet.of(FINISHING, SUCCEEDED, FAILED, CANCELLED);
      case FINISHING -> EnumSet.of(SUCCEEDED, FAILED, CANCELLED);
      case FAILED -> EnumSet.of(ACCEPTED, RUNNING);
      case SUCCEEDED -> EnumSet.of(RUNNING);
      case CANCELLED -> EnumSet.noneOf(JobState.class);
    };
  }
}
