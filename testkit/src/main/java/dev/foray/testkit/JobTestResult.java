package dev.foray.testkit;

import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import dev.foray.runner.core.AttemptResult;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a run ended, and a look at what it wrote. Immutable, but for the database. */
public final class JobTestResult {
  private final JobState state;
  private final @Nullable AttemptResult failed;
  private final int chunks;
  private final Progress pairs;
  private final Map<String, Long> counters;
  private final Order.Database database;

  JobTestResult(
      JobState state,
      @Nullable AttemptResult failed,
      int chunks,
      Progress pairs,
      Map<String, Long> counters,
      Order.Database database) {
    this.state = state;
    this.failed = failed;
    this.chunks = chunks;
    this.pairs = pairs;
    this.counters = counters;
    this.database = database;
  }

  /** SUCCEEDED or FAILED. */
  public JobState state() {
    return state;
  }

  /** What the first attempt that failed threw; null: none failed. */
  public @Nullable Throwable failure() {
    return failed == null ? null : failed.failure();
  }

  /** Its kind; null: none failed. */
  public @Nullable FailureKind failureKind() {
    return failed == null ? null : failed.kind();
  }

  /**
   * This result, if the job succeeded.
   *
   * @throws AssertionError with the failure as its cause, if it did not
   */
  public JobTestResult succeeded() {
    if (failed != null) {
      throw new AssertionError("the job failed: " + failed.failure(), failed.failure());
    }
    return this;
  }

  /** Chunks of the plan. */
  public int chunks() {
    return chunks;
  }

  /** Pairs over all chunks that were run. */
  public Progress pairs() {
    return pairs;
  }

  /** A counter's sum over the chunks that committed; 0 if none counted it. */
  public long counter(String name) {
    return counters.getOrDefault(name, 0L);
  }

  /** All counters by name. */
  public Map<String, Long> counters() {
    return counters;
  }

  /**
   * The rows of a query over what was written, each by its columns' names in lower case.
   *
   * @throws IllegalArgumentException if the database refuses it
   */
  public List<Map<String, @Nullable Object>> rows(String sql, @Nullable Object... values) {
    try (TestLedger ledger = TestLedger.open(database)) {
      return ledger.rows(sql, values);
    } catch (SQLException e) {
      throw new IllegalArgumentException("the database refuses \"" + sql + "\"", e);
    }
  }

  /**
   * The one value of a query over what was written.
   *
   * @throws IllegalArgumentException if the database refuses it, or it has not one row of one
   *     column
   */
  public @Nullable Object value(String sql, @Nullable Object... values) {
    List<Map<String, @Nullable Object>> rows = rows(sql, values);
    if (rows.size() != 1 || rows.get(0).size() != 1) {
      throw new IllegalArgumentException(
          "\"" + sql + "\" gives " + rows.size() + " rows, not one row of one column");
    }
    return rows.get(0).values().iterator().next();
  }
}
