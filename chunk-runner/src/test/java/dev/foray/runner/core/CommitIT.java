package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.FailureKind;
import dev.foray.runner.core.AttemptReports.Milestone;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;

/** The commit: hidden ones, and one whose connection is cut. */
@Timeout(120)
class CommitIT {
  private TestDatabase database;
  private Attempts attempts;

  @BeforeEach
  void open() {
    database = TestDatabase.postgres();
    database.execute("create table total (id int primary key, n int)");
    database.execute("insert into total values (1, 0)");
    attempts = new Attempts(database);
  }

  private static LambdaJob adding() {
    return LambdaJob.job().writeSql("update total set n = n + 1 where id = 1");
  }

  private static LambdaJob committing() {
    return LambdaJob.job()
        .write(
            (pairs, db) ->
                db.doWork(
                    connection -> {
                      var raw = connection.unwrap(PGConnection.class);
                      ((java.sql.Connection) raw).commit();
                    }));
  }

  @Test
  void commitBehindTheGuardsBackFailsTheChunkForGood() {
    AttemptResult result = attempts.planAndChunk(committing());
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure())
        .hasMessageContaining("the job's code has committed or rolled back by itself");
    assertThat(attempts.row(0)).isEqualTo("RUNNING null");
  }

  @Test
  void commitBehindTheGuardsBackFailsADryRunToo() {
    attempts.dryRun();
    AttemptResult result = attempts.planAndChunk(committing());
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(attempts.row(0)).isEqualTo("RUNNING null");
  }

  @Test
  void rollbackBehindTheGuardsBackFailsTheChunkForGood() {
    LambdaJob job =
        LambdaJob.job()
            .write(
                (pairs, db) ->
                    db.doWork(
                        connection ->
                            ((java.sql.Connection) connection.unwrap(PGConnection.class))
                                .rollback()));
    assertThat(attempts.planAndChunk(job).kind()).isEqualTo(FailureKind.MISTAKE);
  }

  @Test
  void answerOfTheCommitIsLostThoughItTookPlace() throws Exception {
    try (CutWire wire = CutWire.to(database.port())) {
      attempts.planned(adding());
      attempts.url(database.urlAt(wire.port())).at(Milestone.FENCED, wire::dropAnswers);
      AttemptResult result = attempts.chunk(adding(), 0);
      assertThat(result.failure()).isNull();
      assertThat(attempts.milestones).endsWith(Milestone.COMMITTED);
      assertThat(attempts.row(0)).isEqualTo("DONE 1");
      assertThat(database.value("select n from total")).isEqualTo("1");
    }
  }

  @Test
  void connectionIsCutBeforeTheCommit() throws Exception {
    try (CutWire wire = CutWire.to(database.port())) {
      attempts.planned(adding());
      attempts.url(database.urlAt(wire.port())).at(Milestone.FENCED, wire::cut);
      AttemptResult result = attempts.chunk(adding(), 0);
      assertThat(result.kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
      assertThat(attempts.row(0)).isEqualTo("RUNNING null");
      assertThat(database.value("select n from total")).isEqualTo("0");
    }
  }

  @Test
  void sessionIsEndedBeforeTheCommit() {
    attempts.planned(adding());
    attempts.at(
        Milestone.FENCED,
        () ->
            database.execute(
                "select pg_terminate_backend("
                    + attempts.sessions.get(attempts.sessions.size() - 1).id()
                    + ")"));
    AttemptResult result = attempts.chunk(adding(), 0);
    assertThat(result.kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
    assertThat(attempts.row(0)).isEqualTo("RUNNING null");
  }

  @Test
  void constraintThatIsCheckedAtTheCommitIsTheJobs() {
    database.execute("create table parent (id int primary key)");
    database.execute("create table child (id int references parent deferrable initially deferred)");
    AttemptResult result =
        attempts.planAndChunk(LambdaJob.job().writeSql("insert into child values (9)"));
    assertThat(result.kind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(result.failure()).hasMessageContaining("violates foreign key constraint");
    assertThat(attempts.row(0)).isEqualTo("RUNNING null");
  }

  @Test
  void sessionsAreKnownByTheAttemptsName() throws SQLException {
    java.util.List<String> names = new java.util.ArrayList<>();
    LambdaJob job =
        LambdaJob.job()
            .entities(FenceContract.Line.class)
            .write(
                (pairs, db) ->
                    names.addAll(
                        database.rows(
                            "select distinct application_name from pg_stat_activity where pid in ("
                                + attempts.sessions.stream()
                                    .map(session -> Long.toString(session.id()))
                                    .collect(java.util.stream.Collectors.joining(","))
                                + ")")));
    attempts.planAndChunk(job);
    assertThat(names).contains("foray:1:p:1");
  }
}
