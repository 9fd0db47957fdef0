package dev.foray.master.ledger;

import dev.foray.master.wait.Wait;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that the ledger logs. */
final class LedgerLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.master.ledger");

  private LedgerLog() {}

  static void waits(Wait.LedgerHeld wait) {
    LOG.info("{}", wait.sentence());
  }

  static void endNotEntered(String where, Exception failure) {
    LOG.warn(
        "{} does not know that this Master ends, so the next one may wait for a lease: {}",
        where,
        failure.getMessage());
  }

  static void opened(String where, long epoch) {
    LOG.info("the ledger is open: {}, epoch {}", where, epoch);
  }

  static void granted(String role, int rights) {
    LOG.info("the user {} of chunk-runners was granted {} rights that it lacked", role, rights);
  }

  static void mayDoMore(String role, String what) {
    LOG.warn(
        "the user {} of chunk-runners, and so the code of jobs, may do more in the ledger than it"
            + " needs: {}; `master schema --roles` prints what it needs",
        role,
        what);
  }

  static void diskFull(Path directory) {
    LOG.error(
        "the disk is full: free space in {}; until then everything waits, and nothing is lost",
        directory);
  }

  static void roomAgain(Path directory, Duration waited) {
    LOG.info("no write waits for room in {} any more, after {} s", directory, waited.toSeconds());
  }

  static void notShutDown(String where, Exception failure) {
    LOG.warn(
        "{} was not shut down in order, it recovers at the next start: {}",
        where,
        failure.getMessage());
  }
}
