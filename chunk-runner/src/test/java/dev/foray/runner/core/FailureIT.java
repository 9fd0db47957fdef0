package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.FailureKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureIT extends FailureContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgres();
  }

  @Override
  String urlAt(int port) {
    return "jdbc:postgresql://localhost:" + port + "/nowhere?password=secret";
  }

  @Test
  void refusedUserIsNamed() {
    attempts.planned(LambdaJob.job());
    attempts.dispatch(0);
    Attempts other = attempts.user("nobody");
    AttemptResult result = other.chunkDispatched(LambdaJob.job());
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure()).message().contains("refuses the user \"nobody\"", "role");
  }

  @Test
  void missingRightIsNamed() {
    attempts.planned(LambdaJob.job());
    attempts.dispatch(0);
    database.execute("drop role if exists weak");
    database.execute("create role weak login");
    AttemptResult result = attempts.user("weak").chunkDispatched(LambdaJob.job());
    database.execute("drop role weak");
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure())
        .message()
        .contains("the database user \"weak\" lacks a right", "permission denied");
  }

  @Test
  void goingOnAfterAFailedStatementIsExplained() {
    database.execute("create table total (id int primary key)");
    AttemptResult result =
        attempts.planAndChunk(
            LambdaJob.job()
                .write(
                    (pairs, db) -> {
                      for (int i = 0; i < 2; i++) {
                        try {
                          db.createNativeMutationQuery("insert into total values (1)")
                              .executeUpdate();
                        } catch (RuntimeException e) {
                          // as careless code does
                        }
                      }
                    }));
    assertThat(result.kind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(result.failure())
        .message()
        .startsWith("a statement failed and the job's code went on");
  }

  @Test
  void deadlockIsInfrastructure() throws Exception {
    database.execute("create table total (id int primary key, n int)");
    database.execute("insert into total values (1, 0), (2, 0)");
    try (var other = database.connect();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("set deadlock_timeout = '60s'");
      statement.execute("update total set n = 1 where id = 2");
      List<Thread> waiting = new java.util.ArrayList<>();
      AttemptResult result =
          attempts.planAndChunk(
              LambdaJob.job()
                  .write(
                      (pairs, db) -> {
                        db.createNativeMutationQuery("update total set n = 2 where id = 1")
                            .executeUpdate();
                        Thread blocked =
                            new Thread(() -> updateFirst(statement), "the other transaction");
                        waiting.add(blocked);
                        blocked.start();
                        db.createNativeMutationQuery("update total set n = 2 where id = 2")
                            .executeUpdate();
                      }));
      waiting.get(0).join(60_000);
      assertThat(result.kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
      assertThat(result.failure()).hasStackTraceContaining("deadlock detected");
    }
  }

  @Test
  void serializationFailureIsInfrastructure() {
    AttemptResult result = attempts.planAndChunk(raising("40001"));
    assertThat(result.kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
  }

  /**
   * One that the server sets, or the job's own code: slower is not broken, but it may be for good.
   */
  @Test
  void statementTimeoutCountsAgainstTheChunk() {
    database.execute("create table total (id int primary key)");
    AttemptResult result =
        attempts.planAndChunk(
            LambdaJob.job()
                .write(
                    (pairs, db) -> {
                      db.createNativeQuery(
                              "select set_config('statement_timeout', '100', true)", String.class)
                          .getSingleResult();
                      db.createNativeQuery("select cast(pg_sleep(60) as text)", String.class)
                          .getSingleResult();
                    }));
    assertThat(result.kind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(result.failure()).hasStackTraceContaining("statement timeout");
    assertThat(attempts.row(0)).startsWith("RUNNING");
  }

  private static LambdaJob raising(String sqlState) {
    return LambdaJob.job()
        .writeSql("do $$ begin raise exception using errcode = '" + sqlState + "'; end $$");
  }

  private static void updateFirst(java.sql.Statement statement) {
    try {
      statement.execute("update total set n = 1 where id = 1");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void sessionThatIsEndedIsInfrastructure() {
    database.execute("create table total (id int primary key)");
    AttemptResult result =
        attempts.planAndChunk(
            LambdaJob.job()
                .write(
                    (pairs, db) -> {
                      database.execute(
                          "select pg_terminate_backend(pid) from pg_stat_activity"
                              + " where application_name like 'foray:%' and state <> 'idle'");
                      db.createNativeMutationQuery("insert into total values (1)").executeUpdate();
                    }));
    assertThat(result.kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
    assertThat(database.rows("select * from total")).isEmpty();
  }

  @Test
  void changeByAFunctionInReadIsRefusedByTheDatabase() {
    database.execute("create table total (id int primary key)");
    database.execute(
        "create function sneak() returns int language sql as"
            + " 'insert into total values (1) returning id'");
    AttemptResult result =
        attempts.planAndChunk(
            LambdaJob.job()
                .read(
                    (chunk, db) -> {
                      db.createNativeQuery("select sneak()", Integer.class).getSingleResult();
                      return LambdaJob.numbers(1, 1);
                    }));
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure()).message().startsWith("read changes something");
  }
}
