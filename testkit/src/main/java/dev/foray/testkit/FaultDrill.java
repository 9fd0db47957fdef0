package dev.foray.testkit;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.runner.core.AttemptReports.Milestone;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs a job with a real process for each attempt, and kills plan, the first chunk and finish at
 * each point of their lives, one after the other, until the last kill comes too late: after the
 * commit. Then the tables must be those of a plain run. Used once.
 */
final class FaultDrill {
  private static final List<Milestone> OF_A_STEP =
      List.of(Milestone.WRITTEN, Milestone.FENCED, Milestone.COMMITTED);
  private static final List<Milestone> OF_A_CHUNK =
      List.of(
          Milestone.READING,
          Milestone.MAPPING,
          Milestone.WRITTEN,
          Milestone.FENCED,
          Milestone.COMMITTED);

  private final Orders orders;
  private final DrillLaunch launch;
  private final TestLedger ledger;
  private final Order.Database reached;

  /** What the Master does to the ledger before an attempt. */
  private interface Dispatch {
    void attempt(int number) throws SQLException;
  }

  /**
   * @param ledger the tables and the ledger to work on
   * @param reached by which address a process reaches them
   */
  FaultDrill(Orders orders, DrillLaunch launch, TestLedger ledger, Order.Database reached) {
    this.orders = orders;
    this.launch = launch;
    this.ledger = ledger;
    this.reached = reached;
  }

  /**
   * @return how the job failed; empty: it came to its end
   */
  Optional<String> run() throws SQLException {
    ledger.execute("set lock_timeout 60000");
    JobId job = ledger.addJob(orders.job());
    Optional<String> failure =
        killInTurn(
            number -> AttemptId.ofPlan(job, number),
            OF_A_STEP,
            number -> ledger.attemptPlan(job, number),
            null);
    int chunks = failure.isPresent() ? 0 : ledger.chunkCount(job);
    ledger.move(job, "RUNNING");
    for (int index = 0; index < chunks && failure.isEmpty(); index++) {
      failure = chunk(job, index, chunks);
    }
    if (failure.isPresent()) {
      return failure;
    }
    ledger.move(job, "FINISHING");
    return killInTurn(
        number -> AttemptId.ofFinish(job, number),
        OF_A_STEP,
        number -> ledger.attemptFinish(job, number),
        null);
  }

  private Optional<String> chunk(JobId job, int index, int chunks) throws SQLException {
    return killInTurn(
        number -> AttemptId.ofChunk(job, index, number),
        index == 0 ? OF_A_CHUNK : List.of(),
        number -> ledger.dispatch(job, index),
        ledger.chunk(job, index, chunks));
  }

  /** An attempt for each point, and one more where none has committed. */
  private Optional<String> killInTurn(
      IntFunction<AttemptId> ids,
      List<Milestone> points,
      Dispatch dispatch,
      Order.@Nullable ChunkSpec chunk)
      throws SQLException {
    for (int number = 1; number <= points.size() + 1; number++) {
      AttemptId attempt = ids.apply(number);
      if (ledger.hasCommitted(attempt)) {
        return Optional.empty();
      }
      dispatch.attempt(number);
      Milestone point = number <= points.size() ? points.get(number - 1) : null;
      Optional<String> failure = ForkedRunner.run(launch.runners(), order(attempt, chunk), point);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  private Order order(AttemptId attempt, Order.@Nullable ChunkSpec chunk) {
    Order order = orders.order(attempt, chunk);
    return new Order(
        attempt,
        order.epoch(),
        order.master(),
        order.identity(),
        order.job(),
        launch.code(),
        reached,
        order.settings(),
        chunk);
  }
}
