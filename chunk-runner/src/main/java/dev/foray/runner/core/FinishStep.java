package dev.foray.runner.core;

import dev.foray.api.MapReduceJob;
import dev.foray.runner.core.flow.Phase;
import dev.foray.runner.core.flow.Stage;
import dev.foray.runner.core.flow.Stopwatch;
import dev.foray.runner.core.ledger.LedgerRows;
import dev.foray.runner.core.session.Access;
import java.util.Map;
import org.hibernate.StatelessSession;

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
      StatelessSession db = transaction.begin();
      Stopwatch busy = attempt.times().watch(Phase.WRITE);
      busy.run();
      job.finish(db);
      busy.stop();
      transaction.commit(LedgerRows.NONE, Map.of());
    }
  }
}
