package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the stages and the CLI ask all the time for a few rows of a job: H2 must read them in the
 * order of an index, else it reads and sorts the whole job for each.
 */
class H2PlansTest {
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

  private static void assertSortedByIndex(Runnable question) throws SQLException {
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
        plans.add(plan(connection, query));
      }
      assertThat(plans).isNotEmpty().allMatch(plan -> plan.contains("/* index sorted"));
    }
  }

  private static List<String> queries(Statement statement) throws SQLException {
    List<String> queries = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select sql_statement from information_schema.query_statistics"
                + " where sql_statement ilike 'select %foray.chunk%'"
                + " or sql_statement ilike 'select %foray.attempt%'")) {
      while (rows.next()) {
        queries.add(rows.getString(1));
      }
    }
    return queries;
  }

  private static String plan(Connection connection, String query) throws SQLException {
    try (PreparedStatement explain = connection.prepareStatement("explain " + query)) {
      for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
        explain.setNull(i, Types.NULL);
      }
      try (ResultSet plan = explain.executeQuery()) {
        plan.next();
        return plan.getString(1);
      }
    }
  }
}
