package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.JobMistake;
import dev.foray.protocol.FailureKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** Which kind a failure has, and what it says. */
abstract class FailureContract extends AttemptsCase {
  @Entity(name = "absent")
  static class Absent {
    @Id int id;
    String name = "";
  }

  private AttemptResult inserting() {
    return attempts.planAndChunk(
        LambdaJob.job().entities(Absent.class).write((pairs, db) -> db.insert(new Absent())));
  }

  @Test
  void missingTableIsNamed() {
    AttemptResult result = inserting();
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure()).message().contains("a table is missing in the database");
    assertThat(result.failure()).message().containsIgnoringCase("absent");
  }

  @Test
  void missingColumnIsNamed() {
    database.execute("create table absent (id int primary key)");
    AttemptResult result = inserting();
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure()).message().contains("a column is missing in the database");
    assertThat(result.failure()).message().containsIgnoringCase("name");
  }

  @Test
  void brokenConstraintIsTheJobs() {
    database.execute("create table total (id int primary key)");
    AttemptResult result =
        attempts.planAndChunk(
            LambdaJob.job()
                .write(
                    (pairs, db) -> {
                      db.createNativeMutationQuery("insert into total values (1)").executeUpdate();
                      db.createNativeMutationQuery("insert into total values (1)").executeUpdate();
                    }));
    assertThat(result.kind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(database.rows("select * from total")).isEmpty();
  }

  @Test
  void whatTheJobCallsAMistakeIsOne() {
    AttemptResult result =
        attempts.planAndChunk(
            LambdaJob.job()
                .write(
                    (pairs, db) -> {
                      throw new JobMistake("there is no such tenant");
                    }));
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure()).hasMessage("there is no such tenant");
  }

  @Test
  void databaseThatIsNotThereIsNamedWithoutItsPassword() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    attempts.planned(LambdaJob.job());
    attempts.url(urlAt(port));
    AttemptResult result = attempts.chunk(LambdaJob.job(), 0);
    assertThat(result.kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
    assertThat(result.failure())
        .message()
        .contains("the database at ", "localhost:" + port, "is not reachable or went away")
        .doesNotContain("secret");
  }

  /** A URL of a server that does not run, with a password in it. */
  abstract String urlAt(int port);

  @Test
  void openThatThrowsFailsTheAttempt() {
    LambdaJob job =
        LambdaJob.job()
            .open(
                context -> {
                  context.parameter("since");
                });
    AttemptResult result = attempts.plan(job, 1);
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure())
        .hasMessage("the parameter \"since\" is missing: give it with --param since=value");
    assertThat(job.calls).containsExactly("open");
  }

  @Test
  void planThatReturnsNullIsTold() {
    @SuppressWarnings("NullAway") // what a careless job does
    AttemptResult result = attempts.plan(LambdaJob.job().plan(db -> null), 1);
    assertThat(result.failure()).hasMessageContaining("plan returned null");
  }

  @Test
  void failureOfPlanRollsBack() {
    database.execute("create table total (id int primary key)");
    AttemptResult result =
        attempts.plan(
            LambdaJob.job()
                .plan(
                    db -> {
                      db.createNativeMutationQuery("insert into total values (1)").executeUpdate();
                      throw new IOException("the file is gone");
                    }),
            1);
    assertThat(result.kind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(result.failure()).hasMessage("the file is gone");
    assertThat(database.rows("select * from total")).isEmpty();
  }
}
