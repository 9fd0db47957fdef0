package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the stages and the CLI ask all the time for a few rows of a job: H2 must read them in the
 * order of an index, else it reads and sorts the whole job for each.
 */
class H2PlansTest {
  private static final int MANY = 1_000;

  @TempDir static Path directory;
  private static LedgerRig rig;
  private static JobId job;

  @BeforeAll
  static void open() throws Exception {
    rig = LedgerRig.open(new LedgerAddress(null, null, new Secret(""), directory));
    job = rig.running(10, 5);
  }

  @AfterAll
  static void close() throws Exception {
    rig.close();
  }

  @Test
  void pagesOfChunks() throws Exception {
    Chunks chunks = rig.ledger().chunks();
    assertSortedByIndex(() -> chunks.page(job, 0, 3, null));
    assertSortedByIndex(() -> chunks.page(job, 0, 3, ChunkState.READY));
    assertSortedByIndex(() -> chunks.ready(job, LedgerRig.NOW, 3));
    Job without = rig.ledger().jobs().find(job).orElseThrow();
    assertSortedByIndex(() -> chunks.next(without, LedgerRig.NOW, 3));
  }

  @Test
  void attemptsOfAPage() throws Exception {
    Attempts attempts = rig.ledger().attempts();
    assertSortedByIndex(() -> attempts.lastOfPage(job, 0, 3, null));
    assertSortedByIndex(() -> attempts.lastOfPage(job, 0, 3, ChunkState.DONE));
  }

  @Test
  void firstAttemptsThatEnded() throws Exception {
    assertSortedByIndex(() -> rig.ledger().attempts().firstEnded(job, 5));
  }

  /** All are read once; then only those that may have moved. */
  @Test
  void countsOfMovedChunks() throws Exception {
    Chunks chunks = rig.ledger().chunks();
    JobId job = rig.running(MANY);
    AttemptId done = rig.dispatchFirst(job);
    rig.dispatchFirst(job);
    chunks.counts(job);
    chunks.counters(job);
    rig.runner().fence(done, 1);
    rig.runner().count(done, "rows", 1);
    rig.runner().commit();
    List<String> plans =
        plans(
            "explain analyze ",
            job,
            () -> {
              assertThat(chunks.counts(job).done()).isEqualTo(1);
              assertThat(chunks.counters(job)).hasSize(1);
            });
    assertThat(plans).anyMatch(plan -> plan.contains("COUNTER"));
    assertThat(plans).noneMatch(plan -> rowsRead(plan) > MANY / 2);
  }

  /** As {@code explain analyze} says. */
  private static int rowsRead(String plan) {
    return Pattern.compile("scanCount: (\\d+)")
        .matcher(plan)
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .sum();
  }

  private static void assertSortedByIndex(Runnable question) throws SQLException {
    assertThat(plans("explain ", job, question))
        .isNotEmpty()
        .allMatch(plan -> plan.contains("/* index sorted"));
  }

  /**
   * Of what the question asks of the tables that grow with a job. Each parameter stands for the
   * job's number, which is the index of a chunk, too; a limit is high.
   */
  private static List<String> plans(String explain, JobId job, Runnable question)
      throws SQLException {
    Order.Database database = rig.ledger().database();
    try (Connection connection =
            DriverManager.getConnection(
                database.url(), database.user(), database.password().reveal());
        Statement statement = connection.createStatement()) {
      statement.execute("set query_statistics false"); // Forgets earlier ones.
      statement.execute("set query_statistics true");
      question.run();
      List<String> plans = new ArrayList<>();
      for (String query : queries(statement)) {
        plans.add(plan(connection, explain + query, job));
      }
      return plans;
    }
  }

  private static List<String> queries(Statement statement) throws SQLException {
    List<String> queries = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select sql_statement from information_schema.query_statistics"
                + " where sql_statement ilike 'select %foray.chunk%'"
                + " or sql_statement ilike 'select %foray.attempt%'"
                + " or sql_statement ilike 'select %foray.counter%'")) {
      while (rows.next()) {
        queries.add(rows.getString(1));
      }
    }
    return queries;
  }

  private static String plan(Connection connection, String query, JobId job) throws SQLException {
    try (PreparedStatement explain = connection.prepareStatement(query)) {
      int parameters = explain.getParameterMetaData().getParameterCount();
      for (int i = 1; i <= parameters; i++) {
        boolean isLimit = i == parameters && query.contains("fetch first ? rows only");
        explain.setLong(i, isLimit ? 10 * MANY : job.number());
      }
      try (ResultSet plan = explain.executeQuery()) {
        plan.next();
        return plan.getString(1);
      }
    }
  }
}
