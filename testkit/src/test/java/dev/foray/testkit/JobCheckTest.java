package dev.foray.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.MapReduceJob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each check finds the job that is wrong in its way, and no other. */
class JobCheckTest {
  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

  @BeforeEach
  void fill() throws SQLException {
    sql(
        "create table counted (id int primary key) as select x from system_range(1, "
            + WrongJobs.NUMBERS
            + ")");
  }

  @Test
  void rightJobPassesEachCheck() {
    assertThatCode(() -> on(WrongJobs.Sums.class).check()).doesNotThrowAnyException();
  }

  @Test
  void theDatabaseStaysAsItWas() throws SQLException {
    on(WrongJobs.Sums.class).check();
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      assertThat(
              statement
                  .executeQuery(
                      "select 1 from information_schema.tables where table_name = 'TOTAL'")
                  .next())
          .isFalse();
    }
  }

  @Test
  void entityInAPairIsFound() {
    assertFinds(
        WrongJobs.EmitsEntity.class,
        JobCheck.PLAIN_VALUES,
        "EmitsEntity puts something into its pairs that is no plain value (");
  }

  @Test
  void fieldThatThreadsShareIsFound() {
    assertFinds(
        WrongJobs.SharedField.class,
        JobCheck.MAP_THREADS,
        "SharedField maps otherwise in eight threads than in one (total has {digit=");
  }

  @Test
  void effectThatIsNotRolledBackIsFoundByAKill() {
    assertFinds(
        WrongJobs.OwnSession.class,
        JobCheck.KILLED_CHUNK,
        "OwnSession counts a chunk twice that is killed and run again (total has {digit=0,");
  }

  @Test
  void sessionOfItsOwnIsFound() {
    assertFinds(
        WrongJobs.OwnSession.class,
        JobCheck.GIVEN_SESSION,
        "OwnSession writes outside the session that it is given (total has {digit=");
  }

  @Test
  void connectionToTheOriginalIsFound() {
    assertThatThrownBy(
            () ->
                on(WrongJobs.OwnConnection.class)
                    .parameter("url", url)
                    .check(JobCheck.GIVEN_SESSION))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("OwnConnection writes outside the session that it is given (counted");
  }

  @Test
  void writeThatDoesNotAddIsFoundInOtherChunks() {
    assertFinds(
        WrongJobs.Overwrites.class,
        JobCheck.CHUNK_SIZES,
        "Overwrites depends on how its input is cut (total has {digit=");
  }

  @Test
  void writeThatHangsOnTheOrderOfChunksIsFound() {
    assertFinds(
        WrongJobs.LastWins.class,
        JobCheck.CHUNK_ORDER,
        "LastWins depends on the order of its chunks (total has {digit=0, n=550, latest=");
  }

  @Test
  void eachWrongJobPassesTheOtherChecks() {
    on(WrongJobs.SharedField.class)
        .check(JobCheck.KILLED_CHUNK, JobCheck.CHUNK_ORDER, JobCheck.GIVEN_SESSION);
    on(WrongJobs.Overwrites.class).check(JobCheck.MAP_THREADS, JobCheck.GIVEN_SESSION);
    on(WrongJobs.LastWins.class).check(JobCheck.KILLED_CHUNK, JobCheck.GIVEN_SESSION);
  }

  @Test
  void resultThatChangesFromRunToRunIsSaidFirst() {
    assertThatThrownBy(() -> on(WrongJobs.Random.class).check())
        .hasMessageContaining("Random gives something else each time that it is run")
        .hasMessageNotContaining("twice");
    assertThatCode(() -> on(WrongJobs.Random.class).ignoring("LATEST").check())
        .doesNotThrowAnyException();
  }

  @Test
  void jobWithoutInputIsNotChecked() throws SQLException {
    sql("delete from counted");
    assertThatThrownBy(() -> on(WrongJobs.Sums.class).check())
        .hasMessageContaining("has read no pair, so there is nothing to check");
  }

  private JobTest on(Class<? extends MapReduceJob<?, ?, ?, ?>> job) {
    return JobTest.of(job).database(url, "sa", "");
  }

  private void assertFinds(
      Class<? extends MapReduceJob<?, ?, ?, ?>> job, JobCheck check, String sentence) {
    assertThatThrownBy(() -> on(job).check(check))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(sentence);
  }

  private void sql(String text) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
