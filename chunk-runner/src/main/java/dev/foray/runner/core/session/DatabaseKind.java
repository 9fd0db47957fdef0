package dev.foray.runner.core.session;

import dev.foray.api.BulkWriter;
import dev.foray.api.JobMistake;
import dev.foray.protocol.DatabaseSession;
import dev.foray.runner.core.bulk.Cancellation;
import dev.foray.runner.core.bulk.SessionBulk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;

/** The databases that a job may work on, and how a transaction begins on each. */
public enum DatabaseKind {
  POSTGRESQL("PostgreSQL") {
    @Override
    Map<String, String> connectionProperties(String applicationName) {
      return Map.of(
          "ApplicationName", applicationName, "connectTimeout", "10", "tcpKeepAlive", "true");
    }

    @Override
    BulkWriter bulk(Connection connection, Connection guarded, Cancellation cancellation) {
      return SessionBulk.onPostgres(connection, cancellation);
    }

    @Override
    public DatabaseSession begin(Connection connection, Duration limit) throws SQLException {
      connection.setNetworkTimeout(Runnable::run, millis(limit.plus(GRACE)));
      String sql =
          "select pid, backend_start, set_config('statement_timeout', ?, true),"
              + " set_config('idle_in_transaction_session_timeout', ?, true),"
              + " set_config('lock_timeout', ?, true),"
              // Where it is off, a server that crashes forgets what it has said is committed.
              + " case current_setting('synchronous_commit') when 'off'"
              + " then set_config('synchronous_commit', 'on', true) end"
              + " from pg_stat_activity where pid = pg_backend_pid()";
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, Integer.toString(millis(limit)));
        statement.setString(2, Integer.toString(millis(limit)));
        statement.setString(3, Integer.toString(LOCK_MILLIS));
        return session(statement.executeQuery());
      }
    }
  },

  H2("H2") {
    @Override
    Map<String, String> connectionProperties(String applicationName) {
      return Map.of();
    }

    @Override
    BulkWriter bulk(Connection connection, Connection guarded, Cancellation cancellation) {
      return SessionBulk.inBatches(guarded);
    }

    @Override
    public DatabaseSession begin(Connection connection, Duration limit) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set lock_timeout " + LOCK_MILLIS);
        statement.execute("set query_timeout " + millis(limit));
        return session(
            statement.executeQuery(
                "select session_id, session_start from information_schema.sessions"
                    + " where session_id = session_id()"));
      }
    }

    /**
     * One transaction at a time upserts. H2 fails an upsert whose key another transaction inserts
     * at the same time, where PostgreSQL waits and updates: chunks that add to the same rows would
     * fail each other. A release's row is changed by nobody, so nothing else waits.
     */
    @Override
    void beforeFirstUpsert(Statement statement) throws SQLException {
      statement.execute("select id from foray.release order by id for update wait 3600");
    }
  };

  private static final int LOCK_MILLIS = 60_000;
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final String productName;

  DatabaseKind(String productName) {
    this.productName = productName;
  }

  /**
   * @throws JobMistake if the URL is of neither
   */
  public static DatabaseKind of(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    if (url.startsWith("jdbc:h2:")) {
      return H2;
    }
    throw new JobMistake(
        "no job can run on the database of \""
            + url.replaceAll("[?;].*", "")
            + "\": give a jdbc:postgresql: or a jdbc:h2: URL");
  }

  /** By which Hibernate chooses its dialect, so that it need not ask the database. */
  String productName() {
    return productName;
  }

  /** What the driver is told for each connection. */
  abstract Map<String, String> connectionProperties(String applicationName);

  /**
   * Sets the limits of the transaction that begins: of a statement, of a wait for a lock, of
   * idling.
   *
   * @param limit for a statement and for idling
   * @return the session that has the transaction
   */
  public abstract DatabaseSession begin(Connection connection, Duration limit) throws SQLException;

  /** What writes many rows at once in the transaction of this connection. */
  abstract BulkWriter bulk(Connection connection, Connection guarded, Cancellation cancellation);

  /** Whether making and changing tables is rolled back with the rest. */
  boolean rollsBackDefinitions() {
    return this == POSTGRESQL;
  }

  /** What a transaction does before the job's code upserts in it for the first time. */
  void beforeFirstUpsert(Statement statement) throws SQLException {}

  private static DatabaseSession session(ResultSet row) throws SQLException {
    row.next();
    return new DatabaseSession(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant());
  }

  private static int millis(Duration limit) {
    return (int) Math.min(limit.toMillis(), Integer.MAX_VALUE);
  }
}
