package dev.foray.master.ledger;

/**
 * Told of each transaction of this Master when it is over, by the thread that ran it. Returns at
 * once and does not throw. Thread-safe.
 */
@FunctionalInterface
public interface TransactionWatch {
  /** Of a Master that nobody measures. */
  TransactionWatch NONE = (nanos, committed) -> {};

  /**
   * @param committed false: rolled back, be it that the database was away
   */
  void ran(long nanos, boolean committed);
}
