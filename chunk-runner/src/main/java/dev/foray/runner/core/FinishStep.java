package dev.foray.runner.core;

import dev.foray.api.MapReduceJob;
import dev.foray.runner.core.flow.Stage;
import dev.foray.runner.core.ledger.LedgerRows;
import dev.foray.runner.core.session.Access;
import java.util.Map;

/** Calls {@code finish} in one transaction that counts once. */
final class FinishStep implements Stage {
  private final RunningAttempt attempt;
  private final MapReduceJob<?, ?, ?, ?> job;

  FinishStep(RunningAttempt attempt, MapReduceJob<?, ?, ?, ?> job) {
    this.attempt = attempt;
    this.job = job;
  }

  @Override
  public void run() throws Exception {
    try (FencedTransaction transaction = new FencedTransaction(attempt, Access.FINISH)) {
      job.finish(transaction.begin());
      transaction.commit(LedgerRows.NONE, Map.of());
    }
  }
}
