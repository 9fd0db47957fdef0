package dev.foray.master.ledger;

import dev.foray.protocol.DatabaseSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;

/** The names of sessions, as runners report them. */
public final class H2Sessions {
  private H2Sessions() {}

  public static DatabaseSession of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select session_id, session_start from information_schema.sessions"
                    + " where session_id = session_id()")) {
      row.next();
      return new DatabaseSession(
          row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant());
    }
  }
}
