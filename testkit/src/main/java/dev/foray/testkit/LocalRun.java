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
import dev.foray.runner.core.session.Mapping;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a job: the Master's part of it, in the fewest lines. Used once. */
final class LocalRun {
  private final Supplier<? extends MapReduceJob<?, ?, ?, ?>> jobs;
  private final Orders orders;
  private final Collection<Class<?>> entities;
  private final Way way;
  private Progress pairs = Progress.NONE;
  private int chunks;
  private @Nullable AttemptResult failed;

  /** How a run goes. */
  enum Way {
    /** Each chunk once, in the order of the plan. */
    PLAIN,
    /** The last chunk first. */
    REVERSED,
    /** Each chunk twice: the first attempt is killed when all is written, before its fence. */
    KILLED,
    /** No chunk and no finish. */
    PLANNED,
    /** Each chunk and finish are killed when all is written, and not run again. */
    ROLLED_BACK
  }

  /** Thrown where a process would be killed. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  LocalRun(
      Supplier<? extends MapReduceJob<?, ?, ?, ?>> jobs,
      Orders orders,
      Collection<Class<?>> entities,
      Way way) {
    this.jobs = jobs;
    this.orders = orders;
    this.entities = entities;
    this.way = way;
  }

  JobTestResult run() {
    try (TestLedger ledger = TestLedger.open(orders.database())) {
      JobId job = ledger.addJob(orders.job());
      AttemptId plan = AttemptId.ofPlan(job, 1);
      try (JobDatabase database =
          JobDatabase.open(plan, orders.database(), orders.code(), Mapping.of(entities))) {
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
    if (way == Way.PLANNED) {
      return;
    }
    for (int i = 0; i < chunks && failed == null; i++) {
      runChunk(job, way == Way.REVERSED ? chunks - 1 - i : i, ledger, database);
    }
    if (failed == null) {
      finish(job, ledger, database);
    }
  }

  private void runChunk(JobId job, int index, TestLedger ledger, JobDatabase database)
      throws SQLException {
    ledger.dispatch(job, index);
    Order.ChunkSpec chunk = ledger.chunk(job, index, chunks);
    int number = 1;
    if (way == Way.KILLED || way == Way.ROLLED_BACK) {
      kill(orders.order(AttemptId.ofChunk(job, index, number), chunk), database);
      if (way == Way.ROLLED_BACK || failed != null) {
        return;
      }
      ledger.dispatch(job, index);
      number++;
    }
    pairs =
        pairs.plus(
            attempt(orders.order(AttemptId.ofChunk(job, index, number), chunk), database)
                .progress());
  }

  private void finish(JobId job, TestLedger ledger, JobDatabase database) throws SQLException {
    if (orders.job().dryRun()) {
      return;
    }
    ledger.beginFinish(job);
    Order finish = orders.order(AttemptId.ofFinish(job, 1), null);
    if (way == Way.ROLLED_BACK) {
      kill(finish, database);
    } else {
      attempt(finish, database);
    }
  }

  private void kill(Order order, JobDatabase database) {
    AttemptResult result = new AttemptRun(order, jobs.get(), database, new Unwatched(true)).run();
    if (!(result.failure() instanceof Killed)) {
      failed = result;
    }
  }

  private AttemptResult attempt(Order order, JobDatabase database) {
    AttemptResult result = new AttemptRun(order, jobs.get(), database, new Unwatched(false)).run();
    if (result.failure() != null) {
      failed = result;
    }
    return result;
  }

  /**
   * @param kills when everything is written
   */
  private record Unwatched(boolean kills) implements AttemptReports {
    @Override
    public void started(DatabaseSession session) {}

    @Override
    public boolean progress(Progress progress) {
      return true;
    }

    @Override
    public void reached(Milestone milestone) {
      if (kills && milestone == Milestone.WRITTEN) {
        throw new Killed();
      }
    }
  }
}
