package dev.foray.benchmarks.compare;

import java.util.List;

/**
 * Work that can be done in several ways, and how to tell that it was done right.
 *
 * @param name as it is typed
 * @param title a line above its table
 * @param fill makes its tables, and fills those that are read
 * @param target the table that is written; emptied before each run
 * @param expected a query for one text that the source tables say, asked once
 * @param actual a query for the same text, of the target, asked after each run
 * @param contestants the first is the one that the others are measured by
 */
public record Workload(
    String name,
    String title,
    Fill fill,
    String target,
    String expected,
    String actual,
    List<Contestant> contestants) {

  /** What comes before the first round. */
  public interface Fill {
    void fill(SharedPostgres postgres) throws Exception;

    /** Statements one after the other. */
    static Fill by(String... statements) {
      return postgres -> {
        for (String statement : statements) {
          postgres.execute(statement);
        }
      };
    }
  }
}
