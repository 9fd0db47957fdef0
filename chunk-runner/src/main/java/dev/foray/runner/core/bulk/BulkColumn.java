package dev.foray.runner.core.bulk;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One column that is written.
 *
 * @param name as it stands in SQL
 * @param use what an upsert does to it in a row that is there
 * @param binding how its values are given to a statement
 * @param asIs its values are numbers, texts and the like, which COPY takes as they are
 */
record BulkColumn(String name, Use use, Binding binding, boolean asIs) {

  /** What an upsert does to a column of a row that is there. */
  enum Use {
    /** The row is known by it. */
    KEY,
    /** It takes the new value. */
    REPLACED,
    /** The new value is added. */
    ADDED,
    /** One is added: a version. */
    COUNTED,
    /** It stays. */
    KEPT
  }

  /** Gives a value to a statement. */
  interface Binding {
    void bind(PreparedStatement statement, @Nullable Object value, int index) throws SQLException;
  }

  BulkColumn used(Use other) {
    return new BulkColumn(name, other, binding, asIs);
  }

  /** The update of a row that is there, as far as it concerns this column. */
  @Nullable String update(String there, String given) {
    return switch (use) {
      case KEY, KEPT -> null;
      case REPLACED -> name + " = " + given;
      case ADDED -> name + " = " + there + "." + name + " + " + given;
      case COUNTED -> name + " = " + there + "." + name + " + 1";
    };
  }
}
