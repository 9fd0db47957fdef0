package dev.foray.runner.core.bulk;

import dev.foray.runner.core.bulk.BulkColumn.Use;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Into which columns of which table a row goes, and what its values are. For one thread. */
interface RowShape {
  /** As it stands in SQL. */
  String table();

  List<BulkColumn> columns();

  /**
   * Sets the row's values, in the order of the columns.
   *
   * @param into full of nulls
   */
  void values(Object row, @Nullable Object[] into);

  /** The names of all columns, in a list as SQL has it. */
  default String names() {
    return list(columns().stream());
  }

  /** Those by which a row is known. */
  default String keys() {
    return list(columns().stream().filter(column -> column.use() == Use.KEY));
  }

  private static String list(Stream<BulkColumn> columns) {
    return columns.map(BulkColumn::name).collect(Collectors.joining(", "));
  }
}
