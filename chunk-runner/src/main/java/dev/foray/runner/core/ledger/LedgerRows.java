package dev.foray.runner.core.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** Rows of the ledger that commit with an attempt's output. */
public interface LedgerRows {
  /** Where there are none. */
  LedgerRows NONE = connection -> {};

  void insertInto(Connection connection) throws SQLException;

  /** These, and then the others. */
  default LedgerRows and(LedgerRows others) {
    return connection -> {
      insertInto(connection);
      others.insertInto(connection);
    };
  }
}
