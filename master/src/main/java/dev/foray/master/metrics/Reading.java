package dev.foray.master.metrics;

/** A group of gauges that are read from the ledger or the roster, all at once. For one thread. */
interface Reading {
  /** Reads them anew. */
  void read();

  /** They can't be read: what they said last is no longer shown. */
  void forget();
}
