package dev.foray.protocol;

/**
 * Where a machine, or a local process that stands for one, is in its life. Only the fleet's loop
 * writes it.
 */
public enum NodeState {
  /** In the ledger; the launch is under way. */
  REQUESTED,
  /** Launched; its worker has not registered yet. */
  BOOTING,
  /** Its worker has registered. */
  UP,
  /** Being ended; repeated until it is seen to be gone. */
  TERMINATING,
  /** Gone. */
  TERMINATED;

  public boolean isTerminal() {
    return this == TERMINATED;
  }

  public boolean canBecome(NodeState next) {
    return switch (this) {
      case REQUESTED -> next == BOOTING || next == TERMINATING || next == TERMINATED;
      case BOOTING -> next == UP || next == TERMINATING || next == TERMINATED;
      case UP -> next == TERMINATING || next == TERMINATED;
      case TERMINATING -> next == TERMINATED;
      case TERMINATED -> false;
    };
  }
}
