package dev.foray.testkit;

import dev.foray.api.MapReduceJob;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import dev.foray.runner.core.AttemptReports;
import dev.foray.runner.core.AttemptResult;
import dev.foray.runner.core.AttemptRun;
import dev.foray.runner.core.JobDatabase;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a job: the Master's part of it, in the fewest lines. Used once. */
final class LocalRun {
  private static final AttemptReports UNWATCHED =
      new AttemptReports() {
        @Override
        public void started(DatabaseSession session) {}

        @Override
        public boolean progress(Progress progress) {
          return true;
        }
      };

  private final Supplier<? extends MapReduceJob<?, ?, ?, ?>> jobs;
  private final Orders orders;
  private final Collection<Class<?>> entities;
  private Progress pairs = Progress.NONE;
  private int chunks;
  private @Nullable AttemptResult failed;

  LocalRun(
      Supplier<? extends MapReduceJob<?, ?, ?, ?>> jobs,
      Orders orders,
      Collection<Class<?>> entities) {
    this.jobs = jobs;
    this.orders = orders;
    this.entities = entities;
  }

  JobTestResult run() {
    try (TestLedger ledger = TestLedger.open(orders.database())) {
      JobId job = ledger.addJob(orders.job());
      AttemptId plan = AttemptId.ofPlan(job, 1);
      try (JobDatabase database =
          JobDatabase.open(plan, orders.database(), orders.code(), entities)) {
        runAll(job, ledger, database);
      }
      JobState state = failed == null ? JobState.SUCCEEDED : JobState.FAILED;
      ledger.move(job, state.name());
      return new JobTestResult(
          state, failed, chunks, pairs, ledger.counters(job), orders.database());
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger of the test can't be used", e);
    }
  }

  private void runAll(JobId job, TestLedger ledger, JobDatabase database) throws SQLException {
    AttemptResult planned = attempt(orders.order(AttemptId.ofPlan(job, 1), null), database);
    chunks = planned.plannedChunks();
    ledger.move(job, JobState.RUNNING.name());
    for (int index = 0; index < chunks && failed == null; index++) {
      ledger.dispatch(job, index);
      Order.ChunkSpec chunk = ledger.chunk(job, index, chunks);
      add(attempt(orders.order(AttemptId.ofChunk(job, index, 1), chunk), database).progress());
    }
    if (failed == null) {
      ledger.beginFinish(job);
      attempt(orders.order(AttemptId.ofFinish(job, 1), null), database);
    }
  }

  private AttemptResult attempt(Order order, JobDatabase database) {
    AttemptResult result = new AttemptRun(order, jobs.get(), database, UNWATCHED).run();
    if (result.failure() != null) {
      failed = result;
    }
    return result;
  }

  private void add(Progress chunk) {
    pairs =
        new Progress(
            pairs.pairsRead() + chunk.pairsRead(),
            pairs.pairsMapped() + chunk.pairsMapped(),
            pairs.pairsEmitted() + chunk.pairsEmitted(),
            pairs.pairsWritten() + chunk.pairsWritten(),
            pairs.pairsSkipped() + chunk.pairsSkipped());
  }
}
