package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.ChunkPlan;
import dev.foray.protocol.FailureKind;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transaction is the runner's: what the job's code may not do to it. */
abstract class GuardContract extends AttemptsCase {
  @BeforeEach
  void makeTables() {
    database.execute("create table total (id int primary key, n int)");
    database.execute("insert into total values (1, 0)");
  }

  private static void sql(StatelessSession db, String text) {
    db.createNativeMutationQuery(text).executeUpdate();
  }

  private static void jdbc(StatelessSession db, Work work) {
    db.doWork(work::on);
  }

  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  private AttemptResult writing(LambdaJob.Writing writing) {
    return attempts.planAndChunk(LambdaJob.job().write(writing));
  }

  private void assertRefused(AttemptResult result, String... words) {
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure()).hasMessageContainingAll(words);
    assertThat(database.value("select n from total")).isEqualTo("0");
    assertThat(attempts.row(0)).isEqualTo("RUNNING null");
  }

  @Test
  void commitOfTheConnectionIsRefused() {
    assertRefused(
        writing(
            (pairs, db) -> {
              sql(db, "update total set n = 1");
              jdbc(db, Connection::commit);
            }),
        "write calls commit on its connection: the transaction is Foray's");
  }

  @Test
  void commitOfHibernatesTransactionIsRefused() {
    assertRefused(
        writing(
            (pairs, db) -> {
              sql(db, "update total set n = 1");
              db.getTransaction().commit();
            }),
        "write calls commit on its connection");
  }

  @Test
  void rollbackIsRefused() {
    assertRefused(
        writing((pairs, db) -> jdbc(db, Connection::rollback)),
        "write calls rollback on its connection");
  }

  @Test
  void autocommitIsRefused() {
    assertRefused(
        writing((pairs, db) -> jdbc(db, connection -> connection.setAutoCommit(true))),
        "write calls setAutoCommit on its connection");
  }

  @Test
  void closeIsRefused() {
    assertRefused(
        writing((pairs, db) -> jdbc(db, Connection::close)), "write calls close on its connection");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "commit",
        " /* now */ COMMIT",
        "-- now\nRollback",
        "update total set n = 1; commit",
        "begin",
        "set autocommit on"
      })
  void transactionInSqlTextIsRefused(String text) {
    assertRefused(
        writing(
            (pairs, db) ->
                jdbc(
                    db,
                    connection -> {
                      try (var statement = connection.createStatement()) {
                        statement.execute(text);
                      }
                    })),
        "write runs \"",
        "the transaction is Foray's");
  }

  @Test
  void transactionInPreparedSqlIsRefused() {
    assertRefused(
        writing((pairs, db) -> sql(db, "update total set n = 1; commit")),
        "write runs \"update total set n = 1; commit\"");
  }

  @Test
  void savepointsAreTheJobsOwn() {
    AttemptResult result =
        writing(
            (pairs, db) ->
                jdbc(
                    db,
                    connection -> {
                      var before = connection.setSavepoint();
                      try (var statement = connection.createStatement()) {
                        statement.execute("update total set n = n + 5");
                        connection.rollback(before);
                        statement.execute("update total set n = n + 1");
                      }
                    }));
    assertThat(result.failure()).isNull();
    assertThat(database.value("select n from total")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"create table more (id int)", "truncate table total", "drop table total"})
  void definitionsInWriteAreRefused(String text) {
    assertRefused(writing((pairs, db) -> sql(db, text)), "write runs \"" + text + "\"", "in plan");
  }

  @Test
  void definitionsInFinishAreRefused() {
    LambdaJob job = LambdaJob.job().finish(db -> sql(db, "drop table total"));
    attempts.planned(job);
    AttemptResult result = attempts.finish(job);
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure()).hasMessageContaining("finish runs \"drop table total\"");
    assertThat(database.value("select n from total")).isEqualTo("0");
  }

  @Test
  void planMayMakeItsTables() {
    LambdaJob job =
        LambdaJob.job()
            .plan(
                db -> {
                  sql(db, "create table made (id int)");
                  sql(db, "insert into made values (1)");
                  return ChunkPlan.count(2);
                });
    assertThat(attempts.plan(job, 1).failure()).isNull();
    assertThat(database.rows("select id from made")).containsExactly("1");
  }

  @Test
  void planMayNotCommit() {
    LambdaJob job =
        LambdaJob.job()
            .plan(
                db -> {
                  jdbc(db, Connection::commit);
                  return ChunkPlan.count(2);
                });
    AttemptResult result = attempts.plan(job, 1);
    assertThat(result.failure()).hasMessageContaining("plan calls commit on its connection");
    assertThat(database.rows("select * from foray.chunk")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update total set n = 1",
        "insert into total values (2, 2)",
        "delete from total",
        "create table more (id int)"
      })
  void changesInReadAreRefused(String text) {
    assertRefused(
        attempts.planAndChunk(
            LambdaJob.job()
                .read(
                    (chunk, db) -> {
                      sql(db, text);
                      return LambdaJob.numbers(1, 1);
                    })),
        "read runs \"" + text + "\"");
  }

  @Test
  void aJobThatEmitsButWritesNothingIsTold() {
    AttemptResult result = attempts.planned(LambdaJob.job()).chunkOf(new Unwritten(), 0);
    assertRefused(result, "emits pairs, but overrides neither write nor writeAll");
  }
}
