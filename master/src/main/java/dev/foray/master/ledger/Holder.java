package dev.foray.master.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The Master that holds the ledger, as its row says.
 *
 * @param mark null: its process can't be told
 * @param ended whether it has said that it ended
 */
record Holder(
    long epoch, long renewals, String host, long pid, @Nullable ProcessMark mark, boolean ended) {

  /** Whether it can't be alive, whatever the time. */
  boolean isGone() {
    return ended || (mark != null && mark.isGone());
  }
}
