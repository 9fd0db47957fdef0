package dev.foray.master.ledger;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** One statement for many rows, prepared once and sent at once. For one thread. */
final class Batch {
  private final String sql;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  Batch(String sql) {
    this.sql = sql;
  }

  void add(@Nullable Object... values) {
    rows.add(values);
  }

  /**
   * @return how many rows each has changed, in the order in which they were added
   */
  int[] run(StatelessSession session) {
    return rows.isEmpty() ? new int[0] : session.doReturningWork(this::run);
  }

  private int[] run(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] values : rows) {
        for (int i = 0; i < values.length; i++) {
          statement.setObject(i + 1, stored(values[i]));
        }
        statement.addBatch();
      }
      return statement.executeBatch();
    } catch (BatchUpdateException e) {
      throw e.getNextException() == null ? e : e.getNextException(); // It says what, and no more.
    }
  }

  private static @Nullable Object stored(@Nullable Object value) {
    return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
  }
}
