package dev.foray.runner.core.bulk;

import dev.foray.runner.core.bulk.BulkColumn.Use;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** On H2, by batches of a statement for each row, with the result that they have on PostgreSQL. */
final class BatchedBulk implements BulkStatements {
  private static final int AT_ONCE = 1_000;

  private final Connection connection;

  /**
   * @param connection that of the job's code: its statements are guarded as any other
   */
  BatchedBulk(Connection connection) {
    this.connection = connection;
  }

  @Override
  public long insert(RowShape shape, Iterator<?> rows) throws SQLException {
    String sql = "insert into " + shape.table() + values(shape);
    List<Integer> all = IntStream.range(0, shape.columns().size()).boxed().toList();
    return run(sql, all, shape, rows);
  }

  @Override
  public long upsert(RowShape shape, Iterator<?> rows) throws SQLException {
    List<Integer> places = new ArrayList<>();
    List<String> known = new ArrayList<>();
    List<String> updates = new ArrayList<>();
    for (int i = 0; i < shape.columns().size(); i++) {
      BulkColumn column = shape.columns().get(i);
      if (column.use() == Use.KEY) {
        known.add("there." + column.name() + " = ?");
        places.add(i);
      }
    }
    for (int i = 0; i < shape.columns().size(); i++) {
      String update = shape.columns().get(i).update("there", "?");
      if (update != null) {
        updates.add(update);
        if (update.endsWith("?")) {
          places.add(i);
        }
      }
    }
    IntStream.range(0, shape.columns().size()).forEach(places::add);
    String sql =
        "merge into "
            + shape.table()
            + " there using dual on "
            + String.join(" and ", known)
            + (updates.isEmpty()
                ? ""
                : " when matched then update set " + String.join(", ", updates))
            + " when not matched then insert"
            + values(shape);
    return run(sql, places, shape, rows);
  }

  private static String values(RowShape shape) {
    return " ("
        + shape.names()
        + ") values ("
        + shape.columns().stream().map(column -> "?").collect(Collectors.joining(", "))
        + ")";
  }

  /**
   * @param places which column's value each parameter takes
   */
  private long run(String sql, List<Integer> places, RowShape shape, Iterator<?> rows)
      throws SQLException {
    List<BulkColumn> columns = shape.columns();
    @Nullable Object[] row = new Object[columns.size()];
    long sent = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      while (rows.hasNext()) {
        Arrays.fill(row, null);
        shape.values(rows.next(), row);
        for (int i = 0; i < places.size(); i++) {
          int place = places.get(i);
          columns.get(place).binding().bind(statement, row[place], i + 1);
        }
        statement.addBatch();
        if (++sent % AT_ONCE == 0) {
          statement.executeBatch();
        }
      }
      statement.executeBatch();
    }
    return sent;
  }
}
