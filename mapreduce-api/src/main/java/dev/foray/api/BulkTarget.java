package dev.foray.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link BulkInsert} writes. Immutable.
 *
 * @param entity null: a table by its name
 * @param table empty for an entity
 * @param columns those of the table; empty for an entity
 * @param key what a row is known by; empty: the entity's id
 * @param adding to what an upsert adds
 */
public record BulkTarget(
    @Nullable Class<?> entity,
    String table,
    List<String> columns,
    List<String> key,
    List<String> adding) {

  static BulkTarget of(Class<?> entity) {
    return new BulkTarget(entity, "", List.of(), List.of(), List.of());
  }

  static BulkTarget of(String table, String... columns) {
    if (columns.length == 0) {
      throw new JobMistake(
          "BulkInsert into " + table + " names no column: name those that the rows have values of");
    }
    return new BulkTarget(null, table, List.of(columns), List.of(), List.of());
  }

  BulkTarget withKey(List<String> names) {
    return new BulkTarget(entity, table, columns, names, adding);
  }

  BulkTarget withAdding(List<String> names) {
    return new BulkTarget(entity, table, columns, key, names);
  }

  /** What a message calls it. */
  public String name() {
    return entity == null ? table : entity.getName();
  }
}
