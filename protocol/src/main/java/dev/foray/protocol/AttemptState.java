package dev.foray.protocol;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where one try of a chunk, of {@code plan} or of {@code finish} stands. Only the Master writes it.
 */
public enum AttemptState {
  /** In the ledger; its runner has not reported yet. */
  STARTING,
  /** Its runner has reported that it works. */
  RUNNING,
  /** Its transaction committed. */
  SUCCEEDED,
  /** It ended without a commit. */
  FAILED,
  /** Ended because the job was cancelled. */
  CANCELLED,
  /** Ended because it took longer than the attempt timeout. */
  TIMED_OUT,
  /** Its worker or node went silent. */
  LOST;

  public boolean isTerminal() {
    return this != STARTING && this != RUNNING;
  }

  public boolean canBecome(AttemptState next) {
    return successors().contains(next);
  }

  private Set<AttemptState> successors() {
    return switch (this) {
      case STARTING -> EnumSet.of(RUNNING, SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, LOST);
      case RUNNING -> EnumSet.of(SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, LOST);
      case SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, LOST -> EnumSet.noneOf(AttemptState.class);
    };
  }
}
