package dev.foray.master.bill;

import dev.foray.master.wait.Wait;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Usd;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says of budgets. */
public final class BillLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.master.bill");

  private BillLog() {}

  static void held(JobId job, Wait wait) {
    LOG.warn("{} waits: {}", job, wait.sentence());
  }

  /**
   * @param budget null: none
   */
  public static void said(JobId job, @Nullable Usd budget, String by) {
    LOG.info("{} may cost {}, as {} says", job, budget == null ? "anything" : budget + " USD", by);
  }

  static void goesOn(JobId job) {
    LOG.info("{} goes on: there is money in its budget", job);
  }
}
