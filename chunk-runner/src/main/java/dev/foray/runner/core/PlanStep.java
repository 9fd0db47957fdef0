package dev.foray.runner.core;

import dev.foray.api.ChunkPlan;
import dev.foray.api.JobMistake;
import dev.foray.api.MapReduceJob;
import dev.foray.runner.core.flow.Phase;
import dev.foray.runner.core.flow.Stage;
import dev.foray.runner.core.flow.Stopwatch;
import dev.foray.runner.core.ledger.PlanRows;
import dev.foray.runner.core.ledger.RangeOrder;
import dev.foray.runner.core.session.Access;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@code plan} and stores its answer, in one transaction. On H2 a statement that defines a
 * table commits what came before it; the plan's rows and the fence come after all of them, so the
 * plan itself counts once there too.
 */
final class PlanStep implements Stage {
  private final RunningAttempt attempt;
  private final MapReduceJob<?, ?, ?, ?> job;
  private volatile int chunks;

  PlanStep(RunningAttempt attempt, MapReduceJob<?, ?, ?, ?> job) {
    this.attempt = attempt;
    this.job = job;
  }

  @Override
  public void run() throws Exception {
    try (FencedTransaction transaction = new FencedTransaction(attempt, access())) {
      StatelessSession db = transaction.begin();
      Stopwatch busy = attempt.times().watch(Phase.WRITE);
      busy.run();
      @Nullable ChunkPlan plan = job.plan(db);
      busy.stop();
      if (plan == null) {
        throw new JobMistake(
            "plan returned null: return ChunkPlan.count(0) where nothing is to do");
      }
      if (plan.rangeList() != null && plan.rows() == null) {
        RangeOrder.check(transaction.connection(), plan.rangeList());
      }
      PlanRows rows =
          new PlanRows(
              attempt.id(),
              attempt.order().code().release(),
              plan,
              job.settings(),
              JobClass.finishes(job.getClass()),
              mostChunks());
      transaction.commit(rows, rows.columns());
      chunks = plan.count();
    }
  }

  private Access access() {
    return attempt.order().job().dryRun() ? Access.TRIED_PLAN : Access.PLAN;
  }

  private int mostChunks() {
    return attempt.order().job().dryRun()
        ? Math.max(0, attempt.order().job().dryRunChunks())
        : Integer.MAX_VALUE;
  }

  /** The chunks that were stored. */
  int chunks() {
    return chunks;
  }
}
