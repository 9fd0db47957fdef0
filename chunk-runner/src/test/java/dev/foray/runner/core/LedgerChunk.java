package dev.foray.runner.core;

import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.TypedText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chunk's row, as the Master reads it for an order. */
record LedgerChunk(Order.ChunkSpec spec) {

  static LedgerChunk read(TestDatabase database, JobId job, int index) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      Order.Rows rows = rows(statement, job);
      ResultSet row =
          statement.executeQuery(
              "select chunk_count, item, range_type, range_from, range_to, to_included"
                  + " from foray.chunk join foray.job on id = job_id where job_id = "
                  + job.number()
                  + " and chunk_index = "
                  + index);
      row.next();
      Object included = row.getObject(6);
      Order.Range range =
          included == null
              ? null
              : new Order.Range(
                  row.getString(3), row.getString(4), row.getString(5), row.getBoolean(6));
      return new LedgerChunk(
          new Order.ChunkSpec(index, row.getInt(1), row.getString(2), range, rows));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Order.@Nullable Rows rows(Statement statement, JobId job) throws SQLException {
    List<TypedText> parameters = new ArrayList<>();
    ResultSet each =
        statement.executeQuery(
            "select name, type, text from foray.rows_parameter where job_id = " + job.number());
    while (each.next()) {
      parameters.add(new TypedText(each.getString(1), each.getString(2), each.getString(3)));
    }
    ResultSet row =
        statement.executeQuery(
            "select rows_entity, rows_key, rows_where from foray.job where id = " + job.number());
    row.next();
    return row.getString(1) == null
        ? null
        : new Order.Rows(row.getString(1), row.getString(2), row.getString(3), parameters);
  }
}
