package dev.foray.master.ledger;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.schema.LedgerScripts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What a PostgreSQL server says of itself to whoever would have a ledger there. Immutable.
 *
 * @param name as a person would name it
 * @param schema the version of the ledger; 0: there is none yet
 * @param mostConnections of all users together
 * @param reserved those of them that are kept for superusers
 * @param heldByOthers open ones that are not Foray's
 * @param ledgerFirst whether a table of this user's that a statement makes without naming a schema
 *     is made among the ledger's
 * @param ahead of this host's clock; negative: behind it
 */
public record DatabaseServer(
    String name,
    String version,
    int schema,
    int mostConnections,
    int reserved,
    int heldByOthers,
    boolean ledgerFirst,
    Duration ahead) {
  /** What a Master holds itself, at most. */
  public static final int OF_THE_MASTER = Ledger.MOST_CONNECTIONS;

  private static final String QUESTION =
      """
      select current_setting('server_version'), current_setting('max_connections')::int,
        current_setting('superuser_reserved_connections')::int
          + coalesce(current_setting('reserved_connections', true), '0')::int,
        (select count(*) from pg_stat_activity
         where backend_type = 'client backend' and application_name not like 'foray:%'),
        to_regclass('foray.migration') is not null, clock_timestamp(),
        current_schema() is not distinct from 'foray'
          or current_user = 'foray' and current_setting('search_path') like '%$user%'
      """;

  /**
   * Asks it, and whether a Master could use it; nothing is changed.
   *
   * @param address one with a URL
   * @throws Refused with the first thing that is in the way
   */
  public static DatabaseServer ask(LedgerAddress address, InstantSource clock) throws Refused {
    PostgresUrl url = PostgresUrl.parse(String.valueOf(address.url()));
    PostgresLogin login = PostgresLogin.ofMaster(url, address);
    new PostgresChecks(login).run();
    if (address.runner() != null) {
      new RunnerRole(PostgresLogin.ofRunners(url, address.runner())).check(login);
    }
    try (Connection connection = login.connect();
        Statement statement = connection.createStatement()) {
      connection.setReadOnly(true);
      Instant before = clock.instant();
      try (ResultSet row = statement.executeQuery(QUESTION)) {
        Instant middle = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        row.next();
        String version = row.getString(1);
        int most = row.getInt(2);
        int reserved = row.getInt(3);
        int held = row.getInt(4);
        Instant there = row.getTimestamp(6).toInstant();
        int schema = row.getBoolean(5) ? schema(connection) : 0;
        return new DatabaseServer(
            url.describe(),
            version,
            schema,
            most,
            reserved,
            held,
            row.getBoolean(7),
            Duration.between(middle, there));
      }
    } catch (SQLException e) {
      throw new Refused(ExitCode.DATABASE, login.sentence(e));
    }
  }

  private static int schema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select coalesce(max(version::int), 0) from foray.migration"
                    + " where success and version is not null")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** The version of the ledger that this build makes. */
  public int newestKnown() {
    return LedgerScripts.newest();
  }
}
