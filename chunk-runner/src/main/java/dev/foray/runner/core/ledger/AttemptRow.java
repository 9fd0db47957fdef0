package dev.foray.runner.core.ledger;

import dev.foray.protocol.AttemptId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The row that an attempt is fenced on: its chunk's, or its job's for plan and finish. The Master
 * moves the row on when it gives the attempt up; then neither {@link #begin} nor {@link #fence}
 * finds it. A chunk may have a second attempt beside the current one: of the two, the first that
 * fences commits.
 *
 * <p>On PostgreSQL a marker is set when the transaction begins, and lives as long as that
 * transaction: where it is gone at the fence, the job's code has committed by itself.
 */
public final class AttemptRow {
  private static final String MARKER = "foray.attempt";

  private final AttemptId attempt;
  private final boolean marked;

  /**
   * @param marked whether the database has transaction-local settings: PostgreSQL
   */
  public AttemptRow(AttemptId attempt, boolean marked) {
    this.attempt = attempt;
    this.marked = marked;
  }

  /**
   * Checks that the attempt is current, and sets the marker with it.
   *
   * @return false: it is not
   */
  public boolean begin(Connection connection) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(marked ? List.of(MARKER, marker()) : List.of());
    values.addAll(current());
    String what = marked ? "set_config(?, ?, true)" : "1";
    return hasRow(connection, "select " + what + " from " + table() + where(), values);
  }

  /**
   * The attempt's last statement: marks the row as committed by this attempt.
   *
   * @param columns further columns that are set with it
   * @return false: the attempt is not current, or the marker is gone
   */
  public boolean fence(Connection connection, Map<String, ? extends @Nullable Object> columns)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(columns.values());
    values.add(attempt.number());
    values.addAll(current());
    if (marked) {
      values.addAll(List.of(MARKER, marker()));
    }
    String sql =
        "update "
            + table()
            + " set "
            + columns.keySet().stream()
                .map(column -> column + " = ?, ")
                .collect(Collectors.joining())
            + done()
            + where()
            + (marked ? " and current_setting(?, true) = ?" : "");
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate() == 1;
    }
  }

  /** Whether the marker still stands; true where there is none. */
  public boolean isMarked(Connection connection) throws SQLException {
    return !marked
        || hasRow(
            connection, "select 1 where current_setting(?, true) = ?", List.of(MARKER, marker()));
  }

  /** Whether this attempt has committed. */
  public boolean isCommitted(Connection connection) throws SQLException {
    String sql =
        switch (attempt.step()) {
          case CHUNK ->
              "select 1 from foray.chunk where job_id = ? and chunk_index = ? and done_by = ?";
          case PLAN -> "select 1 from foray.job where id = ? and planned_by = ?";
          case FINISH -> "select 1 from foray.job where id = ? and finished_by = ?";
        };
    return hasRow(connection, sql, current());
  }

  private String table() {
    return switch (attempt.step()) {
      case CHUNK -> "foray.chunk";
      case PLAN, FINISH -> "foray.job";
    };
  }

  private String where() {
    return switch (attempt.step()) {
      case CHUNK ->
          " where job_id = ? and chunk_index = ? and cast(? as integer) in (attempt, second_attempt)"
              + " and state = 'RUNNING'";
      case PLAN ->
          " where id = ? and plan_attempt = ? and state = 'PLANNING' and planned_by is null";
      case FINISH ->
          " where id = ? and finish_attempt = ? and state = 'FINISHING' and finished_by is null";
    };
  }

  private String done() {
    return switch (attempt.step()) {
      case CHUNK -> "state = 'DONE', done_at = current_timestamp, done_by = ?";
      case PLAN -> "planned_by = ?";
      case FINISH -> "finished_by = ?";
    };
  }

  /** The values of {@link #where}. */
  private List<Object> current() {
    long job = attempt.job().number();
    return switch (attempt.step()) {
      case CHUNK -> List.of(job, attempt.chunk(), attempt.number());
      case PLAN, FINISH -> List.of(job, attempt.number());
    };
  }

  private String marker() {
    return attempt.applicationName();
  }

  private static boolean hasRow(
      Connection connection, String sql, List<? extends @Nullable Object> values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      return rows.next();
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, List<? extends @Nullable Object> values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }
}
