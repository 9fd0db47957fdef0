package dev.foray.schema;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One statement of {@code runner_grants.sql}, which says what the database role of chunk-runners
 * needs in the ledger: printed for a DBA, and executed by a Master that starts.
 *
 * @param sql the statement, with {@link #ANYBODY} as the role, on one line and without semicolon
 * @param rights what it grants
 */
public record RunnerGrant(String sql, Set<Right> rights) {
  /** Who stands for the role in the file. */
  static final String ANYBODY = "foray_runner";

  private static final Pattern STATEMENT =
      Pattern.compile(
          "grant (\\w+) (?:\\(([^)]+)\\) )?on (schema foray|foray\\.\\w+) to " + ANYBODY);

  /**
   * A right to one thing.
   *
   * @param verb {@code select}, {@code usage} and the like
   * @param place {@code foray.chunk} or {@code schema foray}
   * @param column empty: it is to the whole
   */
  public record Right(String verb, String place, String column) {
    @Override
    public String toString() {
      return verb + (column.isEmpty() ? "" : " (" + column + ")") + " on " + place;
    }
  }

  static RunnerGrant parse(String statement) {
    String sql = statement.strip().replaceAll("\\s+", " ");
    Matcher grant = STATEMENT.matcher(sql);
    if (!grant.matches()) {
      throw new IllegalArgumentException("this is no grant of columns to one role: " + sql);
    }
    String columns = grant.group(2) == null ? "" : grant.group(2);
    return new RunnerGrant(
        sql,
        Arrays.stream(columns.split(", ", -1))
            .map(column -> new Right(grant.group(1), grant.group(3), column))
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /** The statement for this role, whose name is quoted here. */
  public String to(String role) {
    return sql.substring(0, sql.length() - ANYBODY.length()) + quoted(role);
  }

  /** A name as it stands in a statement of PostgreSQL. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
