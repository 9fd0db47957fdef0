package dev.foray.runner.core.bulk;

import dev.foray.api.JobMistake;
import java.util.regex.Pattern;

/**
 * Names that become part of a statement which the guard does not see: nothing but a name gets
 * through, so no statement can hide in one.
 */
final class SqlName {
  private static final String PART = "(?:[\\p{L}_][\\p{L}\\p{N}_$]*|\"[^\"\\x00]+\")";
  private static final Pattern COLUMN = Pattern.compile(PART);
  private static final Pattern TABLE = Pattern.compile(PART + "(?:\\." + PART + "){0,2}");

  private SqlName() {}

  static String table(String name) {
    return checked(TABLE, name, "table");
  }

  static String column(String name) {
    return checked(COLUMN, name, "column");
  }

  private static String checked(Pattern pattern, String name, String what) {
    if (!pattern.matcher(name).matches()) {
      throw new JobMistake(
          "BulkInsert: "
              + name
              + " is no name of a "
              + what
              + ": give letters, digits and underscores, or put the name into double quotes");
    }
    return name;
  }
}
