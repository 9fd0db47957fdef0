package dev.foray.runner.core.bulk;

import dev.foray.api.BulkRow;
import dev.foray.api.BulkTarget;
import dev.foray.api.JobMistake;
import dev.foray.runner.core.bulk.BulkColumn.Use;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a table that is known by its name alone. */
final class TableShape implements RowShape {
  private final String table;
  private final List<BulkColumn> columns;

  TableShape(BulkTarget target, boolean upsert) {
    table = SqlName.table(target.table());
    columns = target.columns().stream().map(name -> column(name, target)).toList();
    checkKnown(target, target.key());
    checkKnown(target, target.adding());
    if (upsert && target.key().isEmpty()) {
      throw new JobMistake(
          "BulkInsert.upsert into "
              + table
              + " can't tell which rows are there: name its key, as in .key(\""
              + target.columns().get(0)
              + "\")");
    }
  }

  @Override
  public String table() {
    return table;
  }

  @Override
  public List<BulkColumn> columns() {
    return columns;
  }

  @Override
  public void values(Object row, @Nullable Object[] into) {
    List<@Nullable Object> values = ((BulkRow) row).values();
    if (values.size() != into.length) {
      throw new JobMistake(
          "BulkInsert into "
              + table
              + ": a row has "
              + values.size()
              + " values for the "
              + into.length
              + " columns "
              + names()
              + ": give one for each, null where there is none");
    }
    for (int i = 0; i < into.length; i++) {
      into[i] = plain(values.get(i));
    }
  }

  private static BulkColumn column(String name, BulkTarget target) {
    Use use =
        target.key().contains(name)
            ? Use.KEY
            : target.adding().contains(name) ? Use.ADDED : Use.REPLACED;
    return new BulkColumn(SqlName.column(name), use, TableShape::bind, true);
  }

  private static void bind(PreparedStatement statement, @Nullable Object value, int index)
      throws SQLException {
    statement.setObject(index, value);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Instant instant) {
      return instant.atZone(ZoneId.systemDefault()).toOffsetDateTime();
    }
    return value instanceof Character letter ? letter.toString() : value;
  }

  private static void checkKnown(BulkTarget target, List<String> names) {
    for (String name : names) {
      if (!target.columns().contains(name)) {
        throw new JobMistake(
            "BulkInsert into "
                + target.table()
                + " names the column "
                + name
                + " as a key or for adding, but its rows have "
                + String.join(", ", target.columns()));
      }
    }
  }
}
