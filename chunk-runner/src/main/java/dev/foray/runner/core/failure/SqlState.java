package dev.foray.runner.core.failure;

import java.sql.SQLException;
import java.util.Set;

/**
 * What a failure of the database says about itself.
 *
 * <p>Source: PostgreSQL's error codes (its manual, appendix A) and H2's {@code
 * org.h2.api.ErrorCode}; where H2 has no standard code its own five digits stand in the state.
 *
 * @param code five characters; empty where the driver gave none
 */
record SqlState(String code) {
  private static final Set<String> INFRASTRUCTURE_CLASSES = Set.of("08", "53", "58");
  private static final Set<String> INFRASTRUCTURE =
      Set.of(
          "40001", // serialization failure; H2's deadlock
          "40P01", // deadlock
          "40003", // the statement's end is not known
          "55P03", // lock not available within its limit
          "57P01", // ended by an administrator
          "57P02", // crash of the server
          "57P03", // the server starts or stops
          "57P05", // idle for too long
          "HYT00", // H2: lock not available within its limit
          "90067", // H2: the connection is broken
          "90098", // H2: the database was closed
          "90121", // H2: the database was closed by its process's end
          "90028", // H2: reading or writing its file
          "90031", // H2: the same
          "90020"); // H2: another process has the file
  private static final Set<String> GONE =
      Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "90067", "90098", "90121");
  private static final Set<String> MISSING_TABLES = Set.of("42P01", "42S02", "42S03", "42S04");
  private static final Set<String> MISSING_COLUMNS = Set.of("42703", "42S22");
  private static final Set<String> REFUSED_USERS = Set.of("28000", "28P01");

  static SqlState of(SQLException failure) {
    String state = failure.getSQLState();
    return new SqlState(state == null ? "" : state);
  }

  boolean isInfrastructure() {
    return INFRASTRUCTURE.contains(code) || in(INFRASTRUCTURE_CLASSES);
  }

  /** Whether the connection is gone, so that the end of what it was doing is not known. */
  boolean isConnectionGone() {
    return code.startsWith("08") || GONE.contains(code);
  }

  boolean isMissingTable() {
    return MISSING_TABLES.contains(code);
  }

  boolean isMissingColumn() {
    return MISSING_COLUMNS.contains(code);
  }

  boolean isRefusedUser() {
    return REFUSED_USERS.contains(code);
  }

  boolean isMissingRight() {
    return code.equals("42501") || code.equals("90096");
  }

  boolean isWriteInReadOnly() {
    return code.equals("25006");
  }

  boolean isTransactionLost() {
    return code.equals("25P02");
  }

  private boolean in(Set<String> classes) {
    return code.length() == 5 && classes.contains(code.substring(0, 2));
  }
}
