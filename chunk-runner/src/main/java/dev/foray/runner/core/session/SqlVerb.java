package dev.foray.runner.core.session;

import java.util.List;
import java.util.Set;

/** What a statement of SQL does, as far as its first words tell. */
enum SqlVerb {
  /** Begins, ends or changes a transaction. */
  TRANSACTION,
  /** Makes, changes, empties or drops something; on H2 that commits. */
  DEFINITION,
  /** Changes rows. */
  CHANGE,
  /** Changes rows that are there and inserts those that are not. */
  UPSERT,
  /** Queries, and all the rest. */
  OTHER;

  private static final Set<String> TRANSACTIONS =
      Set.of("commit", "begin", "start", "end", "abort", "rollback");
  private static final Set<String> SETTINGS_OF_TRANSACTIONS =
      Set.of("transaction", "autocommit", "characteristics");
  private static final Set<String> DEFINITIONS =
      Set.of(
          "create",
          "alter",
          "drop",
          "truncate",
          "comment",
          "grant",
          "revoke",
          "refresh",
          "reindex",
          "vacuum",
          "analyze",
          "cluster",
          "checkpoint",
          "shutdown",
          "runscript",
          "backup");
  private static final Set<String> CHANGES = Set.of("insert", "update", "delete", "merge");

  /**
   * @param words the first three words in lower case, and behind {@code with} its verb
   */
  static SqlVerb of(List<String> words) {
    String first = words.get(0);
    String last = words.get(words.size() - 1);
    if (first.equals("rollback") && words.contains("to")) {
      return OTHER;
    }
    if (TRANSACTIONS.contains(first)
        || (first.equals("set") && words.stream().anyMatch(SETTINGS_OF_TRANSACTIONS::contains))
        || (first.equals("prepare") && words.contains("transaction"))) {
      return TRANSACTION;
    }
    if (DEFINITIONS.contains(first)) {
      return DEFINITION;
    }
    if (first.equals("merge")) {
      return UPSERT;
    }
    return CHANGES.contains(first) || (first.equals("with") && CHANGES.contains(last))
        ? CHANGE
        : OTHER;
  }
}
