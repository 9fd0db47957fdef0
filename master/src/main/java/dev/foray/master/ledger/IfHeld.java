package dev.foray.master.ledger;

/** What a Master does that finds the ledger held by another one, which may be alive. */
public enum IfHeld {
  /**
   * It takes over once the other was not seen to renew its hold for a lease, however long that is.
   */
  WAIT,
  /** It takes over at once. */
  TAKE_OVER,
  /** It takes over as {@link #WAIT} does, and gives up when it sees that the other is alive. */
  REFUSE
}
