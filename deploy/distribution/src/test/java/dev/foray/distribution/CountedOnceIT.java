package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.distribution.jobs.SumJob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker finds what is wrong: on tables as two chunks leave them, and one thing changed. */
class CountedOnceIT {
  private static final int PAIRS = 2 * SumJob.PAIRS_PER_CHUNK;

  private String url = "";

  @BeforeEach
  void twoChunks() throws SQLException {
    url = Postgres.newDatabase();
    sql("create schema foray");
    sql("create table foray.job as select 1 id, 'SUCCEEDED' state, 1 planned_by, 1 finished_by");
    sql(
        "create table foray.chunk as select 1 job_id, i chunk_index, 'DONE' state, 2 done_by"
            + " from generate_series(0, 1) i");
    sql(
        "create table foray.attempt as select 1 job_id, 'CHUNK' step, i chunk_index, a attempt,"
            + " case a when 2 then 'SUCCEEDED' else 'LOST' end state"
            + " from generate_series(0, 1) i, generate_series(1, 2) a");
    sql("create table foray.counter as select 1 job_id, 'pairs' name, " + PAIRS + " count");
    sql("create table seen as select pair from generate_series(0, " + (PAIRS - 1) + ") pair");
    sql("create table total as select " + PAIRS + " n");
    sql("create table mark as select 'job-1' job, unnest(array['plan', 'finish']) step");
  }

  @Test
  void whatIsRightPasses() throws SQLException {
    assertThatCode(() -> CountedOnce.assertCountedOnce(url, PAIRS)).doesNotThrowAnyException();
    assertThat(CountedOnce.assertWholeChunks(url)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into seen values (7)",
        "delete from seen where pair = 7",
        "update seen set pair = 8 where pair = 7",
        "update total set n = n + 1",
        "update foray.counter set count = count - 1",
        "insert into mark values ('job-1', 'plan')",
        "delete from mark where step = 'finish'",
        "update foray.chunk set state = 'CANCELLED' where chunk_index = 1",
        "update foray.job set state = 'FAILED'"
      })
  void whatIsWrongIsFound(String change) throws SQLException {
    sql(change);
    assertThatThrownBy(() -> CountedOnce.assertCountedOnce(url, PAIRS))
        .isInstanceOf(AssertionError.class);
  }

  private void sql(String text) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
