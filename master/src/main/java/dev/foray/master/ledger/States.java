package dev.foray.master.ledger;

/** Refuses a change of state that no row may make, whatever stands in the ledger. */
final class States {
  private States() {}

  static void require(boolean allowed, Object id, Enum<?> from, Enum<?> to) {
    if (!allowed) {
      throw new IllegalArgumentException(id + " is " + from + " and can't become " + to);
    }
  }
}
