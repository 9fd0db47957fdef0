package dev.foray.runner.core.bulk;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.postgresql.jdbc.PgConnection;

/**
 * On PostgreSQL: inserts by COPY, upserts by COPY to a temporary table and one statement that
 * merges it. The temporary table goes with the transaction, which stays the runner's.
 */
final class PostgresBulk implements BulkStatements {
  private final Connection connection;
  private final Cancellation cancellation;
  private final Map<RowShape, MergeSql> merges = new HashMap<>();

  PostgresBulk(Connection connection, Cancellation cancellation) {
    this.connection = connection;
    this.cancellation = cancellation;
  }

  @Override
  public long insert(RowShape shape, Iterator<?> rows) throws SQLException {
    return copy(
        shape, "copy " + shape.table() + " (" + shape.names() + ") from stdin", false, rows);
  }

  @Override
  public long upsert(RowShape shape, Iterator<?> rows) throws SQLException {
    MergeSql merge = merges.computeIfAbsent(shape, added -> new MergeSql(added, merges.size() + 1));
    try (Statement statement = connection.createStatement()) {
      cancellation.set(statement::cancel);
      statement.execute(merge.emptyTable());
      long sent = copy(shape, merge.copy(), true, rows);
      cancellation.set(statement::cancel);
      statement.execute(merge.merge());
      return sent;
    }
  }

  private long copy(RowShape shape, String sql, boolean numbered, Iterator<?> rows)
      throws SQLException {
    PgConnection driver = connection.unwrap(PgConnection.class);
    cancellation.set(driver::cancelQuery);
    try {
      return new CopyRows(driver, shape).send(sql, numbered, rows);
    } finally {
      // Of a connection and not of a statement: it must not meet what comes after.
      cancellation.set(() -> {});
    }
  }
}
