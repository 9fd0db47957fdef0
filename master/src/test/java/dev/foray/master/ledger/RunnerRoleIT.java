package dev.foray.master.ledger;

import static dev.foray.master.ledger.LedgerRig.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import dev.foray.schema.LedgerScripts;
import dev.foray.schema.RolesScript;
import dev.foray.schema.RunnerGrant.Right;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The Master as one database user, chunk-runners as another, in a database of each test's own. */
class RunnerRoleIT {
  private static final String PRINTED = " (`master schema --roles` prints all that the two need)";

  private static final List<String> REFUSED =
      List.of(
          "select * from foray.identity",
          "update foray.identity set role = 'ADMIN'",
          "insert into foray.identity (name, role, serial, issued_at, expires_at)"
              + " values ('admin/eve', 'ADMIN', '1', now(), now())",
          "select * from foray.master",
          "update foray.master set epoch = epoch + 1",
          "delete from foray.master",
          "select text from foray.job_parameter",
          "select request_id from foray.job",
          "update foray.job set state = 'SUCCEEDED'",
          "update foray.job set cancel_requested_by = 'eve'",
          "update foray.job set release_id = 'r2'",
          "delete from foray.job",
          "update foray.chunk set attempt = attempt + 1",
          "update foray.chunk set item = 'other'",
          "delete from foray.chunk",
          "update foray.attempt set state = 'SUCCEEDED'",
          "insert into foray.release (id, created_at, bytecode_provider) values ('r2', now(), true)",
          "update foray.release_jar set sha256 = 'x'",
          "insert into foray.promotion values (9, 'r2', null, now(), 'eve')",
          "update foray.migration set success = false",
          "delete from foray.counter",
          "truncate foray.skipped",
          "create table foray.canary (n integer)",
          "drop table foray.skipped",
          "grant all on foray.job to public");

  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final String master = "master-" + suffix;
  private final String runner = "runner-" + suffix;
  private final LedgerAddress admin = PostgresServer.freshAddress();
  private final LedgerAddress address =
      new LedgerAddress(
          admin.url(),
          master,
          new Secret("m"),
          new LedgerAddress.Runner(runner, new Secret("r")),
          Path.of("unused"));

  RunnerRoleIT() throws SQLException {}

  @Test
  void runnersHaveWhatIsPrintedWhetherTheScriptOrTheMasterWasFirst() throws Exception {
    PostgresServer.in(admin, script());
    Ledger.open(address).close();
    assertThat(rights()).isEqualTo(printed());
    PostgresServer.in(admin, script(), script());
    assertThat(rights()).isEqualTo(printed());
    Ledger.open(address).close();
  }

  @Test
  void whatAMigrationAddedIsGrantedWhenTheMasterStarts() throws Exception {
    PostgresServer.in(admin, script());
    Ledger.open(address).close();
    as("revoke select (done_by), update (done_by) on foray.chunk from " + quoted(runner), master);
    assertThat(rights()).isNotEqualTo(printed());
    Ledger.open(address).close();
    assertThat(rights()).isEqualTo(printed());
  }

  @Test
  void runnersDoAndTheMasterFencesThoughTheyAreTwo() throws Exception {
    PostgresServer.in(admin, script());
    try (LedgerRig rig = LedgerRig.open(address)) {
      assertThat(rig.ledger().database().user()).isEqualTo(runner);
      assertThat(rig.ledger().database().password()).isEqualTo(new Secret("r"));
      JobId job = rig.running(2);
      AttemptId attempt = rig.dispatchFirst(job);
      rig.runner().count(attempt, "pairs", 3);
      rig.runner().skip(attempt, 0, "key", "cause");
      assertThat(rig.runner().fence(attempt, 3)).isTrue();
      rig.runner().commit();

      AttemptId second = rig.dispatchFirst(job);
      try (Connection named = connect(runner, "?ApplicationName=" + second.applicationName());
          Connection other = connect(runner, "")) {
        assertThat(rig.ledger().attempts().started(second, sessionOf(other), NOW)).isTrue();
        assertThat(rig.ledger().endSessions(second)).isEqualTo(2);
        assertThatThrownBy(() -> sessionOf(named)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> sessionOf(other)).isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void runnersDoNothingElseInTheLedger() throws Exception {
    PostgresServer.in(admin, script());
    Ledger.open(address).close();
    try (Connection connection = connect(runner, "");
        Statement statement = connection.createStatement()) {
      for (String sql : REFUSED) {
        assertThatThrownBy(() -> statement.execute(sql))
            .as(sql)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).as(sql).isEqualTo("42501"));
      }
    }
  }

  @Test
  void masterThatIsNoMemberIsToldWhatADbaShouldRunAndItHelps() throws Exception {
    PostgresServer.in(admin, script(), "revoke " + quoted(runner) + " from " + quoted(master));
    String statement = "grant " + quoted(runner) + " to " + quoted(master) + " with inherit true;";
    assertRefused(
        "the Master's user "
            + quoted(master)
            + " can't end the sessions of "
            + quoted(runner)
            + ", as it must where an attempt is given up: a DBA should run: "
            + statement
            + PRINTED);
    PostgresServer.in(admin, statement);
    Ledger.open(address).close();
  }

  @Test
  void runnersWhoAreSuperusersAreRefusedWhereTheMasterIsNone() throws Exception {
    PostgresServer.in(admin, script(), "alter role " + quoted(runner) + " superuser");
    String statement = "alter role " + quoted(runner) + " nosuperuser;";
    assertRefused(
        "the Master's user "
            + quoted(master)
            + " can't end the sessions of "
            + quoted(runner)
            + ", a superuser, as it must where an attempt is given up: a DBA should run: "
            + statement
            + PRINTED);
    PostgresServer.in(admin, statement);
    Ledger.open(address).close();
  }

  @Test
  void rightThatTheMasterCantGrantIsNamedAndTheStatementHelps() throws Exception {
    PostgresServer.in(admin, script());
    Ledger.open(address).close();
    PostgresServer.in(
        admin,
        "alter table foray.skipped owner to postgres",
        "grant all on foray.skipped to " + quoted(master),
        "revoke delete on foray.skipped from " + quoted(runner));
    String statement = "grant delete on foray.skipped to " + quoted(runner) + ";";
    assertRefused(
        "the user "
            + runner
            + " of chunk-runners lacks a right in the ledger, which the Master can't grant, as it is"
            + " not the owner: a DBA should run: "
            + statement
            + PRINTED);
    PostgresServer.in(admin, statement);
    Ledger.open(address).close();
  }

  @Test
  void userWhoMayNotConnectIsNamed() throws Exception {
    PostgresServer.in(admin, script());
    String database = String.valueOf(admin.url()).replaceAll(".*/", "");
    PostgresServer.in(
        admin,
        "revoke connect on database " + database + " from public",
        "grant connect on database " + database + " to " + quoted(master));
    assertRefused(
        new PostgresUrl(String.valueOf(admin.url())).describe()
            + " refuses the user "
            + runner
            + " (FATAL: permission denied for database \""
            + database
            + "\"): a DBA should grant connect on the database");
  }

  @Test
  void rightsThatAreTooManyAreSaidAndTaken() throws Exception {
    PostgresServer.in(admin, script());
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger log = (Logger) LoggerFactory.getLogger("dev.foray.master.ledger");
    log.addAppender(lines);
    try {
      Ledger.open(address).close();
      assertThat(lines.list).noneMatch(line -> line.getFormattedMessage().contains("may do more"));
      as("grant update (attempt), delete on foray.chunk to " + quoted(runner), master);
      Ledger.open(address).close();
      assertThat(lines.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .contains(
              "the user "
                  + runner
                  + " of chunk-runners, and so the code of jobs, may do more in the ledger than it"
                  + " needs: delete on foray.chunk, update (attempt) on foray.chunk; `master schema"
                  + " --roles` prints what it needs");
    } finally {
      log.detachAppender(lines);
    }
  }

  private String script() {
    return new RolesScript(master, runner).text();
  }

  private static Set<Right> printed() {
    return LedgerScripts.runnerGrants().stream()
        .flatMap(grant -> grant.rights().stream())
        .collect(Collectors.toSet());
  }

  private Set<Right> rights() throws SQLException {
    try (Connection connection = connect("postgres", "")) {
      return LedgerRights.of(connection, runner).rights();
    }
  }

  private void assertRefused(String sentence) {
    assertThatThrownBy(() -> Ledger.open(address))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATABASE))
        .hasMessage(sentence);
  }

  private void as(String sql, String user) throws SQLException {
    try (Connection connection = connect(user, "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect(String user, String options) throws SQLException {
    return DriverManager.getConnection(admin.url() + options, user, "x");
  }

  private static String quoted(String name) {
    return '"' + name + '"';
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
}
