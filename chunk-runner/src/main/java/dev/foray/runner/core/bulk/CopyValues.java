package dev.foray.runner.core.bulk;

import dev.foray.api.JobMistake;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Calendar;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** Puts values of Java into a {@link CopyText}. */
final class CopyValues {
  private final CopyText text;
  private final String table;
  private final BoundValue bound = new BoundValue();

  CopyValues(CopyText text, String table) {
    this.text = text;
    this.table = table;
  }

  void put(BulkColumn column, @Nullable Object value) throws SQLException {
    if (value == null) {
      text.putNull();
    } else if (!column.asIs()) {
      putBound(column, bound.of(column, value));
    } else if (!isPut(value) && !isTimePut(value, null)) {
      throw refusal(column, value);
    }
  }

  private void putBound(BulkColumn column, @Nullable Object value) throws SQLException {
    if (value == null) {
      text.putNull();
    } else if (!isPut(value) && !isTimePut(value, bound.calendar())) {
      throw refusal(column, value);
    }
  }

  private boolean isPut(Object value) throws SQLException {
    if (value instanceof String some) {
      text.putText(some);
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof BigDecimal
        || value instanceof UUID
        || isOtherNumber(value)) {
      text.putPlain(value.toString());
    } else if (value instanceof Boolean is) {
      text.putPlain(is ? "t" : "f");
    } else if (value instanceof byte[] some) {
      text.putBytes(some);
    } else if (value instanceof PGobject object) {
      putOrNull(object.getValue());
    } else if (value instanceof Array array) {
      text.putText(array.toString());
    } else {
      return false;
    }
    return true;
  }

  private static boolean isOtherNumber(Object value) {
    return value instanceof Number && value.getClass().getName().startsWith("java.");
  }

  private void putOrNull(@Nullable String value) {
    if (value == null) {
      text.putNull();
    } else {
      text.putText(value);
    }
  }

  private boolean isTimePut(Object value, @Nullable Calendar zone) {
    String written = TimeText.of(value, zone);
    if (written == null) {
      return false;
    }
    text.putPlain(written);
    return true;
  }

  private JobMistake refusal(BulkColumn column, Object value) {
    return new JobMistake(
        "BulkInsert into "
            + table
            + " can't write a "
            + value.getClass().getName()
            + " into the column "
            + column.name()
            + ": give a number, a text, a date or the like, or use insertMultiple");
  }
}
