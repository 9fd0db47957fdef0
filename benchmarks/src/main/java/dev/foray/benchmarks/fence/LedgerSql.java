package dev.foray.benchmarks.fence;

import java.util.Optional;

/** Tells the statements that a runner adds of its own from those of the job, by their text. */
final class LedgerSql {
  private LedgerSql() {}

  static Optional<Part> partOf(String sql) {
    if (sql.contains("pg_stat_activity")) {
      return Optional.of(Part.SESSION);
    }
    if (sql.startsWith("update foray.chunk ")) {
      return Optional.of(Part.FENCE);
    }
    if (sql.startsWith("insert into foray.counter ")) {
      return Optional.of(Part.COUNTERS);
    }
    if (sql.startsWith("select set_config(") && sql.contains(" from foray.chunk ")) {
      return Optional.of(Part.CHECK);
    }
    if (sql.contains("foray.")) {
      throw new IllegalStateException("belongs to no part: " + sql);
    }
    return Optional.empty();
  }
}
