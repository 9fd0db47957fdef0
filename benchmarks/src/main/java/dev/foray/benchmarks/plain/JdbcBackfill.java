package dev.foray.benchmarks.plain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The backfill by JDBC as a good engineer writes it: a cursor, batched inserts. */
public final class JdbcBackfill {
  private static final int FETCH_SIZE = 5_000;
  private static final int BATCH = 1_000;

  private JdbcBackfill() {}

  /** Arguments: the database's URL and its user. */
  public static void main(String[] arguments) throws Exception {
    Ranges.each(arguments, "account", "id", JdbcBackfill::digest);
  }

  private static void digest(Connection connection, Ranges.Range range) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select id, email from account where id between ? and ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into account_digest (account_id, sha256) values (?, ?)")) {
      select.setFetchSize(FETCH_SIZE);
      select.setLong(1, range.first());
      select.setLong(2, range.last());
      try (ResultSet accounts = select.executeQuery()) {
        int waiting = 0;
        while (accounts.next()) {
          insert.setLong(1, accounts.getLong(1));
          insert.setString(2, Sha256.of(accounts.getString(2)));
          insert.addBatch();
          if (++waiting == BATCH) {
            insert.executeBatch();
            waiting = 0;
          }
        }
        insert.executeBatch();
      }
    }
  }
}
