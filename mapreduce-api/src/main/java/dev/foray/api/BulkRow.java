package dev.foray.api;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row for a table of a {@link BulkInsert}; {@link BulkInsert#row} makes it. Immutable.
 *
 * @param values one for each column, in their order
 */
public record BulkRow(List<@Nullable Object> values) {

  static BulkRow of(@Nullable Object... values) {
    return new BulkRow(Collections.unmodifiableList(Arrays.asList(values)));
  }
}
