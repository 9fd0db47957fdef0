package dev.foray.benchmarks.plain;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The backfill by JDBC with PostgreSQL's COPY in the place of inserts. */
public final class CopyBackfill {
  private static final int FETCH_SIZE = 5_000;
  private static final int ROWS_OF_COPY = 10_000;
  private static final String COPY = "copy account_digest (account_id, sha256) from stdin";

  private CopyBackfill() {}

  /** Arguments: the database's URL and its user. */
  public static void main(String[] arguments) throws Exception {
    Ranges.each(arguments, "account", "id", CopyBackfill::digest);
  }

  private static void digest(Connection connection, Ranges.Range range)
      throws SQLException, IOException {
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    try (PreparedStatement select =
        connection.prepareStatement("select id, email from account where id between ? and ?")) {
      select.setFetchSize(FETCH_SIZE);
      select.setLong(1, range.first());
      select.setLong(2, range.last());
      try (ResultSet accounts = select.executeQuery()) {
        StringBuilder lines = new StringBuilder();
        int waiting = 0;
        while (accounts.next()) {
          lines.append(accounts.getLong(1)).append('\t');
          lines.append(Sha256.of(accounts.getString(2))).append('\n');
          if (++waiting == ROWS_OF_COPY) {
            copy.copyIn(COPY, new StringReader(lines.toString()));
            lines.setLength(0);
            waiting = 0;
          }
        }
        copy.copyIn(COPY, new StringReader(lines.toString()));
      }
    }
  }
}
