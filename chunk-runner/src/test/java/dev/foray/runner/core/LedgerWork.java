package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.ChunkPlan;
import dev.foray.api.JobSettings;
import dev.foray.api.KeyValue;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Progress;
import dev.foray.runner.core.ledger.AttemptRow;
import dev.foray.runner.core.ledger.ChunkRows;
import dev.foray.runner.core.ledger.LedgerRows;
import dev.foray.runner.core.ledger.PlanRows;
import dev.foray.runner.core.ledger.RepeatRows;
import dev.foray.runner.core.ledger.SetAside;
import dev.foray.runner.core.ledger.TriedRows;
import dev.foray.runner.core.map.SkippedPairs.SkippedPair;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that attempts do to the ledger, of one job in each state: what is done stays uncommitted, so
 * that it can be done again.
 */
final class LedgerWork {
  private static final Progress SOME = new Progress(4, 3, 2, 1, 1);

  private final JobId planning;
  private final JobId running;
  private final JobId finishing;

  LedgerWork(TestDatabase database) {
    planning = new Attempts(database).job;
    running = new Attempts(database).job;
    finishing = new Attempts(database).job;
    long job = running.number();
    database.update(
        "insert into foray.chunk (job_id, chunk_index, state, attempt, failures)"
            + " values (?, 0, 'RUNNING', 1, 0), (?, 1, 'RUNNING', 2, 0)",
        job,
        job);
    database.update("insert into foray.counter values (?, 1, 'old', 5)", job);
    database.update(
        "insert into foray.skipped values (?, 1, 0, 1, 'one', 'x'), (?, 1, 1, 1, 'two', 'x'),"
            + " (?, 1, 2, 1, 'two', 'x')",
        job,
        job,
        job);
    database.update(
        "update foray.job set state = 'FINISHING', finish_attempt = 1 where id = ?",
        finishing.number());
  }

  void doAll(Connection connection, ChunkPlan plan) throws SQLException {
    plan(connection, plan);
    chunk(connection);
    pairsThatWereSetAside(connection);
    attempt(connection, AttemptId.ofFinish(finishing, 1), LedgerRows.NONE, Map.of());
  }

  private void plan(Connection connection, ChunkPlan plan) throws SQLException {
    AttemptId attempt = AttemptId.ofPlan(planning, 1);
    PlanRows rows =
        new PlanRows(attempt, "release", plan, JobSettings.defaults().attempts(3), true, 10);
    attempt(connection, attempt, rows, rows.columns());
  }

  private void chunk(Connection connection) throws SQLException {
    AttemptId attempt = AttemptId.ofChunk(running, 0, 1);
    List<SkippedPair> skipped = List.of(new SkippedPair("three", "x"));
    LedgerRows rows =
        new ChunkRows(attempt, Map.of("new", 1L), skipped)
            .and(
                new TriedRows(
                    attempt, Duration.ZERO, List.of(new TriedRows.TriedPair("key", "value"))));
    attempt(connection, attempt, rows, ChunkStep.columns(SOME));
  }

  /** One of them is found again, and of a key that two had only one pair. */
  private void pairsThatWereSetAside(Connection connection) throws SQLException {
    AttemptId attempt = AttemptId.ofChunk(running, 1, 2);
    SetAside<String, Integer> pairs = SetAside.read(connection, attempt);
    pairs.offer(KeyValue.of("one", 1));
    pairs.offer(KeyValue.of("two", 2));
    LedgerRows rows =
        new RepeatRows(
            attempt,
            Map.of("old", 1L, "new", 1L),
            pairs,
            List.of(new SkippedPair("one", "still x")));
    attempt(connection, attempt, rows, ChunkStep.columns(pairs.total(SOME)));
  }

  private static void attempt(
      Connection connection,
      AttemptId attempt,
      LedgerRows rows,
      Map<String, ? extends @Nullable Object> columns)
      throws SQLException {
    AttemptRow row = new AttemptRow(attempt, true);
    assertThat(row.begin(connection)).isTrue();
    rows.insertInto(connection);
    assertThat(row.fence(connection, columns)).isTrue();
    assertThat(row.isMarked(connection)).isTrue();
    assertThat(row.isCommitted(connection)).isTrue();
  }
}
