package dev.foray.master.bill;

import dev.foray.master.wait.Wait;
import dev.foray.protocol.JobId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says of budgets. */
final class BillLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.master.bill");

  private BillLog() {}

  static void held(JobId job, Wait wait) {
    LOG.warn("{} waits: {}", job, wait.sentence());
  }

  static void goesOn(JobId job) {
    LOG.info("{} goes on: there is money in its budget", job);
  }
}
