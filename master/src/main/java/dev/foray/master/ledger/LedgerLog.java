package dev.foray.master.ledger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that the ledger logs. */
final class LedgerLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.master.ledger");

  private LedgerLog() {}

  static void opened(String where, long epoch) {
    LOG.info("the ledger is open: {}, epoch {}", where, epoch);
  }

  static void notShutDown(String where, Exception failure) {
    LOG.warn(
        "{} was not shut down in order, it recovers at the next start: {}",
        where,
        failure.getMessage());
  }
}
