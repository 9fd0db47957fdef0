package dev.foray.master.ledger;

/**
 * The database did not do what was asked: it is away, its disk is full, a row stayed locked.
 * Nothing is known to have changed; a loop that meets this goes on with its next turn. The one
 * exception that leaves the open ledger.
 */
public final class LedgerUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean rowHeld;

  LedgerUnavailable(String message, boolean rowHeld, Throwable cause) {
    super(message, cause);
    this.rowHeld = rowHeld;
  }

  /** Whether all is well but for a row that another session held for too long. */
  public boolean rowHeld() {
    return rowHeld;
  }
}
