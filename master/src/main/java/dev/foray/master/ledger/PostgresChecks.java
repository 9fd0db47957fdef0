package dev.foray.master.ledger;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether a PostgreSQL server can hold a ledger; asked once, before anything is written. */
final class PostgresChecks {
  private static final int OLDEST = 14;

  private final PostgresUrl url;
  private final PostgresLogin login;

  PostgresChecks(PostgresLogin login) {
    this.url = login.url();
    this.login = login;
  }

  /**
   * @throws Refused with the first thing that is in the way
   */
  void run() throws Refused {
    try (Connection one = login.connect();
        Connection other = login.connect()) {
      refuseOld(one);
      refuseRecovery(one);
      refusePooler(one, other);
      refuseWithoutRights(one);
    } catch (SQLException e) {
      throw refused(login.sentence(e));
    }
  }

  private void refuseOld(Connection connection) throws SQLException, Refused {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < OLDEST) {
      throw refused(
          url.describe() + " is version " + version + ": Foray needs " + OLDEST + " or newer");
    }
  }

  private void refuseRecovery(Connection connection) throws SQLException, Refused {
    if (isTrue(connection, "select pg_is_in_recovery()")) {
      throw refused(
          url.describe()
              + " is in recovery, a standby that can't be written: give the URL of the primary"
              + " server");
    }
  }

  /**
   * Two connections that are open at once are two sessions of the server; behind a pooler that
   * hands out sessions by the transaction, they are one.
   */
  void refusePooler(Connection one, Connection other) throws SQLException, Refused {
    String first = text(one, "select pg_backend_pid()");
    other.setAutoCommit(false);
    String second = text(other, "select pg_backend_pid()");
    String again = text(one, "select pg_backend_pid()");
    other.rollback();
    if (first.equals(second) || !first.equals(again)) {
      throw refused(
          url.describe()
              + " is behind a pooler that changes the server's session with each transaction (such"
              + " as PgBouncer in transaction mode), which Foray's sessions can't stand: give the"
              + " URL of the server itself, or of a pool in session mode");
    }
  }

  private void refuseWithoutRights(Connection connection) throws SQLException, Refused {
    String user = text(connection, "select quote_ident(current_user)");
    String database = text(connection, "select quote_ident(current_database())");
    if (!isTrue(connection, "select exists (select from pg_namespace where nspname = 'foray')")) {
      if (!isTrue(connection, "select has_database_privilege(current_database(), 'create')")) {
        throw refused(
            "the user "
                + user
                + " may not create the schema foray in the database "
                + database
                + "; a DBA should run there: create schema foray authorization "
                + user
                + ";");
      }
    } else if (!isTrue(
        connection,
        "select has_schema_privilege('foray', 'usage') and has_schema_privilege('foray',"
            + " 'create')")) {
      throw refused(
          "the user "
              + user
              + " may not make tables in the schema foray of the database "
              + database
              + "; a DBA should run there: grant usage, create on schema foray to "
              + user
              + ";");
    }
  }

  private static boolean isTrue(Connection connection, String question) throws SQLException {
    return "t".equals(text(connection, question));
  }

  private static String text(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.DATABASE, sentence);
  }
}
