package dev.foray.protocol;

import java.util.EnumSet;
import java.util.Set;

/** Where a worker stands. Only the Master writes it. */
public enum WorkerState {
  /** Registered; takes orders. */
  ACTIVE,
  /** Finishes what it runs and takes nothing new. */
  DRAINING,
  /** Said goodbye, or was stopped by its fleet. */
  STOPPED,
  /** Its lease ran out, or its process is gone. One that comes back registers anew. */
  LOST;

  public boolean isTerminal() {
    return this == STOPPED || this == LOST;
  }

  public boolean canBecome(WorkerState next) {
    return switch (this) {
      case ACTIVE -> next != ACTIVE;
      case DRAINING -> next == STOPPED || next == LOST;
      case STOPPED, LOST -> false;
    };
  }

  /** The states that are not terminal. */
  public static Set<WorkerState> alive() {
    return EnumSet.of(ACTIVE, DRAINING);
  }
}
