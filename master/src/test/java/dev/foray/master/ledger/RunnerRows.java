package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Role;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Stands for the chunk-runners: writes to the ledger what they write, over a connection of its own.
 */
final class RunnerRows implements AutoCloseable {
  private final Connection connection;

  RunnerRows(Order.Database database) throws SQLException {
    connection =
        DriverManager.getConnection(database.url(), database.user(), database.password().reveal());
    connection.setAutoCommit(false);
  }

  /** The runner of plan: chunks without item or range, the first ones DONE, and its fence. */
  void plan(AttemptId plan, int chunks, int done) throws SQLException {
    String digit = "(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";
    execute(
        ("insert into foray.chunk (job_id, chunk_index, state, attempt, failures)"
                + " select %d, n, case when n < %d then 'DONE' else 'READY' end, 0, 0 from (select"
                + " a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d as n"
                + " from %s a(d), %s b(d), %s c(d), %s e(d), %s f(d)) where n < %d")
            .formatted(plan.job().number(), done, digit, digit, digit, digit, digit, chunks));
    execute(
        "update foray.job set planned_by = "
            + plan.number()
            + ", chunk_count = "
            + chunks
            + " where id = "
            + plan.job().number());
    commit();
  }

  /** What the runner of a plan whose ranges differ enters besides: the last chunk is first. */
  void turn(JobId job) throws SQLException {
    execute("update foray.chunk set turn = -chunk_index where job_id = %d".formatted(job.number()));
    execute("update foray.job set takes_turns = true where id = %d".formatted(job.number()));
    commit();
  }

  /** What another Master may have written. */
  void role(String name, Role role) throws SQLException {
    execute("update foray.identity set role = '%s' where name = '%s'".formatted(role, name));
    commit();
  }

  /** The fence of a chunk's runner, not yet committed: whether the attempt is still current. */
  boolean fence(AttemptId attempt, long pairs) throws SQLException {
    return execute(
            "update foray.chunk set state = 'DONE', done_by = attempt, done_at = current_timestamp,"
                + " pairs_read = "
                + pairs
                + ", pairs_mapped = 2, pairs_emitted = 3, pairs_written = 4, pairs_skipped = 5"
                + " where job_id = "
                + attempt.job().number()
                + " and chunk_index = "
                + attempt.chunk()
                + " and attempt = "
                + attempt.number()
                + " and state = 'RUNNING'")
        == 1;
  }

  void count(AttemptId attempt, String counter, long by) throws SQLException {
    execute(
        "insert into foray.counter (job_id, chunk_index, name, count) values ("
            + attempt.job().number()
            + ", "
            + attempt.chunk()
            + ", '"
            + counter
            + "', "
            + by
            + ")");
  }

  void skip(AttemptId attempt, int position, String key, String cause) throws SQLException {
    execute(
        "insert into foray.skipped (job_id, chunk_index, position, attempt, pair_key, cause)"
            + " values (%d, %d, %d, %d, '%s', '%s')"
                .formatted(
                    attempt.job().number(),
                    attempt.chunk(),
                    position,
                    attempt.number(),
                    key,
                    cause));
  }

  int execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
