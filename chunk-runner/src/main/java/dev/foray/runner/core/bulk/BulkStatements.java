package dev.foray.runner.core.bulk;

import java.sql.SQLException;
import java.util.Iterator;

/** By which statements rows get into a table of one kind of database. */
interface BulkStatements {

  /**
   * @return how many rows there were
   */
  long insert(RowShape shape, Iterator<?> rows) throws SQLException;

  /**
   * @return how many rows there were
   */
  long upsert(RowShape shape, Iterator<?> rows) throws SQLException;
}
