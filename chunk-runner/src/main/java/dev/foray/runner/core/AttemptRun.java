package dev.foray.runner.core;

import dev.foray.api.MapReduceJob;
import dev.foray.protocol.Order;
import dev.foray.runner.core.failure.AttemptFailed;
import dev.foray.runner.core.failure.FailureKinds;
import dev.foray.runner.core.flow.Remarks;
import dev.foray.runner.core.flow.Stage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at plan, at a chunk or at finish. Made by its driver for one order; {@link #run} is
 * called once. The thread that calls it watches the threads that work: it tells the driver how far
 * they are and gives the stop signal when the attempt is not wanted any more.
 */
public final class AttemptRun {
  private static final Duration REPORTING = Duration.ofSeconds(1);

  private final Order order;
  private final JobLife life;
  private final JobDatabase database;
  private final AttemptReports reports;
  private final RunningAttempt attempt;
  private final boolean last;
  private volatile boolean committed;
  private volatile int plannedChunks;

  /**
   * The only attempt of its job.
   *
   * @param job a job that is not opened yet
   * @param database stays open; it is the driver's to close
   */
  public AttemptRun(
      Order order, MapReduceJob<?, ?, ?, ?> job, JobDatabase database, AttemptReports reports) {
    this(order, new JobLife(job), database, reports, true);
  }

  /**
   * @param last whether the job is closed with it; it is in any case where the attempt fails
   */
  public AttemptRun(
      Order order, JobLife life, JobDatabase database, AttemptReports reports, boolean last) {
    this.order = order;
    this.life = life;
    this.last = last;
    this.database = database;
    this.reports = reports;
    this.attempt = new RunningAttempt(order, database, reports);
  }

  /**
   * Opens the job where it is not, runs the step, closes the job. Never throws: a failure is in the
   * result, rolled back.
   */
  public AttemptResult run() {
    try (AttemptContext context = AttemptContext.begin(order.attempt())) {
      attempt.threads().start(order.attempt().subject(), this::work);
      watch();
      attempt.threads().end();
    } catch (InterruptedException e) {
      attempt.stop().because(e);
      Thread.currentThread().interrupt();
    }
    return result();
  }

  private void watch() throws InterruptedException {
    while (!attempt.threads().awaitEnd(REPORTING)) {
      attempt.remarkLongTransaction();
      if (!isWanted()) {
        attempt.stop().because(AttemptFailed.fenced(order.attempt()));
      }
    }
  }

  /** A driver that fails to answer has no say in the attempt's end. */
  private boolean isWanted() {
    try {
      return reports.progress(attempt.progress());
    } catch (RuntimeException e) {
      Remarks.reportFailed(e);
      return true;
    }
  }

  private void work() throws Exception {
    life.open(new JobParameters(order));
    try {
      step();
    } catch (Throwable failure) {
      // The signal first, so that the job is closed after its threads were told to end.
      attempt.stop().because(failure);
    } finally {
      if (last || !committed) {
        life.close();
      }
    }
  }

  private void step() throws Exception {
    Stage step =
        switch (order.attempt().step()) {
          case PLAN -> plan();
          case CHUNK -> chunk(life.job());
          case FINISH -> new FinishStep(attempt, life.job());
        };
    step.run();
    committed = true;
  }

  private Stage plan() {
    return () -> {
      PlanStep plan = new PlanStep(attempt, life.job());
      plan.run();
      plannedChunks = plan.chunks();
    };
  }

  private <K, V extends @Nullable Object, R, S extends @Nullable Object> Stage chunk(
      MapReduceJob<K, V, R, S> job) throws SQLException {
    return new ChunkStep<>(attempt, job, Objects.requireNonNull(order.chunk()));
  }

  private AttemptResult result() {
    Throwable reason = attempt.stop().reason();
    if (committed || reason == null) {
      return new AttemptResult(attempt.progress(), plannedChunks, null, null);
    }
    Throwable failure = database.explain(reason);
    return new AttemptResult(attempt.progress(), 0, FailureKinds.of(failure), failure);
  }
}
