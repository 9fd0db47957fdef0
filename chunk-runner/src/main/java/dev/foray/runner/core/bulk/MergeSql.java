package dev.foray.runner.core.bulk;

import dev.foray.runner.core.bulk.BulkColumn.Use;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The statements of an upsert on PostgreSQL. Rows are merged in the order in which they were given,
 * so that chunks that touch the same rows lock them in the same order.
 *
 * @param number tells the temporary tables of one transaction apart
 */
record MergeSql(RowShape shape, int number) {
  private static final String ORDER = "foray_row";

  /** Makes the temporary table if it is not there, and empties it. */
  String emptyTable() {
    return "create temporary table if not exists "
        + name()
        + " on commit drop as select 0::bigint as "
        + ORDER
        + ", "
        + shape.names()
        + " from "
        + shape.table()
        + " with no data; truncate pg_temp."
        + name();
  }

  String copy() {
    return "copy pg_temp." + name() + " (" + ORDER + ", " + shape.names() + ") from stdin";
  }

  /** Of rows with one key the last is taken, with the sum of what is added. */
  String merge() {
    String keys = shape.keys();
    return "insert into "
        + shape.table()
        + " as there ("
        + shape.names()
        + ") select "
        + shape.names()
        + " from (select "
        + ORDER
        + ", "
        + shape.columns().stream().map(this::folded).collect(Collectors.joining(", "))
        + ", row_number() over (partition by "
        + keys
        + " order by "
        + ORDER
        + " desc) as foray_nth from pg_temp."
        + name()
        + ") given where foray_nth = 1 order by "
        + ORDER
        + " on conflict ("
        + keys
        + ") do "
        + update();
  }

  private String folded(BulkColumn column) {
    return column.use() == Use.ADDED
        ? "sum(" + column.name() + ") over (partition by " + shape.keys() + ") as " + column.name()
        : column.name();
  }

  private String update() {
    String updates =
        shape.columns().stream()
            .map(column -> column.update("there", "excluded." + column.name()))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return updates.isEmpty() ? "nothing" : "update set " + updates;
  }

  private String name() {
    return "foray_bulk_" + number;
  }
}
