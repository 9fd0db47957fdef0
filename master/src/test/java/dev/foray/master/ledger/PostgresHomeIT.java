package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to PostgreSQL: what it refuses, and whose sessions end. */
class PostgresHomeIT {

  @Test
  void secondOpeningMigratesNothingAndTakesTheNextEpoch() throws Exception {
    LedgerAddress address = PostgresServer.freshAddress();
    try (Ledger first = Ledger.open(address)) {
      assertThat(first.epoch()).isEqualTo(1);
      assertThat(first.renew()).isTrue();
      try (Ledger second = Ledger.open(address)) {
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(first.renew()).isFalse();
        assertThat(second.renew()).isTrue();
      }
    }
  }

  /** PostgreSQL takes the schema of a user's own name first. */
  @Test
  void whoeversTablesWouldBeMadeAmongTheLedgersIsKnown() throws Exception {
    LedgerAddress usual = PostgresServer.freshAddress();
    assertThat(DatabaseServer.ask(usual, InstantSource.system()).ledgerFirst()).isFalse();

    PostgresServer.asAdmin("create role foray superuser login password 'postgres'");
    try {
      LedgerAddress named =
          new LedgerAddress(usual.url(), "foray", usual.password(), usual.dataDirectory());
      assertThat(DatabaseServer.ask(named, InstantSource.system()).ledgerFirst()).isTrue();
      Ledger.open(named).close();
      assertThat(DatabaseServer.ask(named, InstantSource.system()).ledgerFirst()).isTrue();
      PostgresServer.asAdmin("alter role foray set search_path = public");
      assertThat(DatabaseServer.ask(named, InstantSource.system()).ledgerFirst()).isFalse();
      PostgresServer.in(usual, "drop schema foray cascade");
    } finally {
      PostgresServer.asAdmin("drop role foray");
    }
  }

  @Test
  void serverThatIsNotThereIsNamed() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertRefused(
        PostgresServer.address("jdbc:postgresql://localhost:" + port + "/shop"),
        "no database answers for PostgreSQL at localhost:"
            + port
            + "/shop (Connection refused): start it, or correct --database-url");
  }

  @Test
  void databaseThatIsNotThereIsNamed() {
    String url = PostgresServer.urlOf("nowhere");
    assertRefused(
        PostgresServer.address(url),
        new PostgresUrl(url).describe()
            + " does not exist: create the database, or correct --database-url");
  }

  @Test
  void wrongPasswordIsNamedAndNotShown(@TempDir Path directory) throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder().setDataDirectory(directory.resolve("data")).start()) {
      String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
      try (Connection admin = DriverManager.getConnection(url, "postgres", "postgres");
          Statement statement = admin.createStatement()) {
        statement.execute("create user app password 'right'");
        Files.writeString(
            directory.resolve("data/pg_hba.conf"),
            "host all app all scram-sha-256\nhost all all all trust\n");
        statement.execute("select pg_reload_conf()");
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertRefused(
                      new LedgerAddress(url, "app", new Secret("wrong"), directory),
                      new PostgresUrl(url).describe()
                          + " refuses the password of the user app: correct --database-user or"
                          + " --database-password-file"));
      assertRefused(
          new LedgerAddress(url, "app", new Secret(""), directory),
          new PostgresUrl(url).describe()
              + " wants a password for the user app: give --database-password-file");
      assertRefused(
          new LedgerAddress(
              url,
              "postgres",
              new Secret(""),
              new LedgerAddress.Runner("app", new Secret("wrong")),
              directory),
          new PostgresUrl(url).describe()
              + " refuses the password of the user app: correct --runner-database-user or"
              + " --runner-database-password-file");
    }
  }

  @Test
  void userWithoutRightsIsToldWhatADbaShouldRunAndItHelps() throws Exception {
    String user = "app_" + UUID.randomUUID().toString().replace('-', '_');
    String url = PostgresServer.freshDatabase();
    String database = url.substring(url.lastIndexOf('/') + 1);
    PostgresServer.asAdmin("create user " + user);
    LedgerAddress address = new LedgerAddress(url, user, new Secret("x"), Path.of("unused"));
    String statement = "create schema foray authorization " + user + ";";
    assertRefused(
        address,
        "the user "
            + user
            + " may not create the schema foray in the database "
            + database
            + "; a DBA should run there: "
            + statement);
    execute(url, statement);
    Ledger.open(address).close();
  }

  @Test
  void userWithoutRightsInTheSchemaIsToldWhatADbaShouldRunAndItHelps() throws Exception {
    String user = "app_" + UUID.randomUUID().toString().replace('-', '_');
    String url = PostgresServer.freshDatabase();
    String database = url.substring(url.lastIndexOf('/') + 1);
    execute(url, "create user " + user, "create schema foray");
    LedgerAddress address = new LedgerAddress(url, user, new Secret("x"), Path.of("unused"));
    String statement = "grant usage, create on schema foray to " + user + ";";
    assertRefused(
        address,
        "the user "
            + user
            + " may not make tables in the schema foray of the database "
            + database
            + "; a DBA should run there: "
            + statement);
    execute(url, statement);
    Ledger.open(address).close();
  }

  @Test
  void schemaWithTablesOfOthersIsLeftAlone() throws Exception {
    String url = PostgresServer.freshDatabase();
    execute(url, "create schema foray", "create table foray.tree (id integer)");
    assertRefused(
        PostgresServer.address(url),
        "the schema foray in "
            + new PostgresUrl(url).describe()
            + " has tables that no Master made: rename that schema, or choose another database");
    execute(url, "drop table foray.tree", "drop schema foray");
  }

  @Test
  void ledgerOfANewerForayIsRefused() throws Exception {
    LedgerAddress address = PostgresServer.freshAddress();
    Ledger.open(address).close();
    execute(
        String.valueOf(address.url()),
        "insert into foray.migration (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success) values (999, '999', 'later', 'SQL',"
            + " 'V999__later.sql', 'x', 1, true)");
    assertRefused(
        address,
        "the ledger in "
            + new PostgresUrl(String.valueOf(address.url())).describe()
            + " was written by a newer version of Foray: start that version");
  }

  @Test
  void standbyIsRefused(@TempDir Path directory) throws Exception {
    Path data = directory.resolve("data");
    EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start().close();
    Files.createFile(data.resolve("standby.signal"));
    try (EmbeddedPostgres standby =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start()) {
      String url = "jdbc:postgresql://localhost:" + standby.getPort() + "/postgres";
      assertRefused(
          PostgresServer.address(url),
          new PostgresUrl(url).describe()
              + " is in recovery, a standby that can't be written: give the URL of the primary"
              + " server");
    }
  }

  @Test
  void twoClientsOnOneSessionAreAPooler() throws Exception {
    PostgresUrl url = new PostgresUrl(PostgresServer.urlOf("postgres"));
    PostgresChecks checks =
        new PostgresChecks(new PostgresLogin(url, "postgres", new Secret(""), "--database"));
    try (Connection one = connect(url.text());
        Connection other = connect(url.text())) {
      checks.refusePooler(one, other);
      assertThatThrownBy(() -> checks.refusePooler(one, one))
          .isInstanceOf(Refused.class)
          .hasMessageStartingWith(url.describe() + " is behind a pooler");
    }
  }

  @Test
  void commitsAreSafeFromACrashWhateverTheDatabaseIsSetTo() throws Exception {
    assertThat(settingWhereTheDatabaseHas("off")).isEqualTo("on");
    assertThat(settingWhereTheDatabaseHas("remote_apply")).isEqualTo("remote_apply");
  }

  private static String settingWhereTheDatabaseHas(String setting) throws Exception {
    LedgerAddress address = PostgresServer.freshAddress();
    try (Connection admin = connect(String.valueOf(address.url()));
        Statement statement = admin.createStatement()) {
      String database = text(admin, "select quote_ident(current_database())");
      statement.execute("alter database " + database + " set synchronous_commit = " + setting);
    }
    PostgresHome home = PostgresHome.open(address);
    try (HikariDataSource pool = new HikariDataSource(Ledger.limited(home.pool()));
        Connection connection = pool.getConnection()) {
      connection.rollback();
      return text(connection, "show synchronous_commit");
    }
  }

  @Test
  void limitsOfAConnectionOutliveARollback() throws Exception {
    PostgresHome home = PostgresHome.open(PostgresServer.freshAddress());
    try (HikariDataSource pool = new HikariDataSource(Ledger.limited(home.pool()));
        Connection connection = pool.getConnection()) {
      connection.rollback();
      assertThat(text(connection, "show lock_timeout")).isEqualTo("2s");
      assertThat(text(connection, "show statement_timeout")).isEqualTo("30s");
    }
  }

  @Test
  void sessionsOfAnAttemptEndByItsApplicationName() throws Exception {
    LedgerAddress address = PostgresServer.freshAddress();
    AttemptId attempt = AttemptId.ofChunk(new JobId(7), 3, 1);
    AttemptId other = AttemptId.ofChunk(new JobId(7), 3, 2);
    try (Ledger ledger = Ledger.open(address);
        Connection reading = connect(address, attempt);
        Connection writing = connect(address, attempt);
        Connection another = connect(address, other)) {
      assertThat(ledger.endSessions(attempt)).isEqualTo(2);
      assertThat(ledger.endSessions(attempt)).isZero();
      assertThatThrownBy(() -> text(reading, "select 1")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> text(writing, "select 1")).isInstanceOf(SQLException.class);
      assertThat(text(another, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void sessionThatWasReportedEndsUnlessItsNumberIsAnothersNow() throws Exception {
    LedgerAddress address = PostgresServer.freshAddress();
    try (Ledger ledger = Ledger.open(address);
        Connection runner = connect(String.valueOf(address.url()))) {
      DatabaseSession session = sessionOf(runner);
      DatabaseSession earlier =
          new DatabaseSession(session.id(), session.startedAt().minusSeconds(60));
      assertThat(ledger.endSessions(LedgerRig.startedWith(ledger, earlier))).isZero();
      assertThat(text(runner, "select 1")).isEqualTo("1");
      assertThat(ledger.endSessions(LedgerRig.startedWith(ledger, session))).isEqualTo(1);
      assertThatThrownBy(() -> text(runner, "select 1")).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void databaseThatWentAwayIsNamedAndFoundAgain(@TempDir Path directory) throws Exception {
    Path data = directory.resolve("data");
    EmbeddedPostgres server =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start();
    int port = server.getPort();
    LedgerAddress address =
        PostgresServer.address("jdbc:postgresql://localhost:" + port + "/postgres");
    try (Ledger ledger = Ledger.open(address)) {
      server.close();
      assertThatThrownBy(ledger::renew)
          .isInstanceOf(LedgerUnavailable.class)
          .hasMessageStartingWith(ledger.describe());
      server =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .start();
      await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(ledger::renew);
      assertThat(ledger.jobs().inState(EnumSet.allOf(JobState.class))).isEmpty();
    } finally {
      server.close();
    }
  }

  private static DatabaseSession sessionOf(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select pid, backend_start from pg_stat_activity where pid = pg_backend_pid()")) {
      row.next();
      return new DatabaseSession(
          row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant());
    }
  }

  private static void assertRefused(LedgerAddress address, String sentence) {
    assertThatThrownBy(() -> Ledger.open(address))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATABASE))
        .hasMessage(sentence);
  }

  private static Connection connect(LedgerAddress address, AttemptId attempt) throws SQLException {
    return connect(String.valueOf(address.url()) + "?ApplicationName=" + attempt.applicationName());
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, admin());
  }

  private static Properties admin() {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", "postgres");
    return properties;
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String text(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    }
  }
}
