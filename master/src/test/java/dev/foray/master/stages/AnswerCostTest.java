package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.Order;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer to the CLI takes a handful of statements, however many chunks it is about. */
class AnswerCostTest {
  private static final int CHUNKS = 200;
  private static final int RUNNING = 100;
  private static final long HANDFUL = 20;

  @TempDir static Path directory;
  private static Ledger ledger;
  private static Desk desk;
  private static JobId job;

  @BeforeAll
  static void runSomeChunks() throws Exception {
    ledger = Stages.openLedger(directory);
    Stages stages = new Stages(ledger, 1_000);
    desk = new Desk(stages);
    job = stages.runningJob(CHUNKS);
    for (Chunk chunk : ledger.chunks().ready(job, stages.now(), RUNNING)) {
      ledger.chunks().dispatch(chunk, "abc", "worker-1", stages.now());
    }
  }

  @AfterAll
  static void close() {
    ledger.close();
  }

  @Test
  void aPageOfChunks() throws Exception {
    List<ChunkSummary> chunks = desk.logs.chunks(job, 0, CHUNKS, null);
    assertThat(chunks).hasSize(CHUNKS);
    assertThat(chunks.stream().filter(chunk -> "worker-1".equals(chunk.worker()))).hasSize(RUNNING);
    assertThat(statements(() -> desk.logs.chunks(job, 0, CHUNKS, null))).isBetween(1L, HANDFUL);
  }

  @Test
  void aJobAmongItsLikes() throws Exception {
    assertThat(statements(() -> desk.jobs.jobs(1))).isBetween(1L, HANDFUL);
    assertThat(statements(() -> desk.jobs.job(job))).isBetween(1L, HANDFUL);
  }

  /** How many the database itself counts while the work is done. */
  private static long statements(Callable<?> work) throws Exception {
    Order.Database database = ledger.database();
    try (Connection connection =
            DriverManager.getConnection(
                database.url(), database.user(), database.password().reveal());
        Statement statement = connection.createStatement()) {
      statement.execute("set query_statistics false"); // Forgets what was counted.
      statement.execute("set query_statistics true");
      work.call();
      return counted(statement);
    }
  }

  private static long counted(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select coalesce(sum(execution_count), 0) from information_schema.query_statistics")) {
      row.next();
      return row.getLong(1);
    }
  }
}
