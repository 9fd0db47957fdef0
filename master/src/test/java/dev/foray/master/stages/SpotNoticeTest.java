package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.H2Sessions;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A worker hears that its machine is taken back while one of its chunks has its fence set and not
 * committed yet. The Master drains it; whether the commit or the machine's end comes first, the
 * chunk counts once.
 */
class SpotNoticeTest extends StagesCase {
  private static final String LEAVING = "worker-1";
  private static final String OTHER = "worker-2";

  private JobId job;
  private AttemptId attempt;

  @BeforeEach
  void begin() throws Exception {
    job = stages.runningJob(2);
    stages.worker(LEAVING, 1);
    attempt = stages.dispatched().get(0);
    stages.worker(OTHER, 1);
  }

  @Test
  void commitUnderWayGoesThroughAndCountsAndNothingNewIsBegunThere() throws Exception {
    try (Connection commit = fenced(attempt)) {
      stages.roster.drain(LEAVING);
      assertThat(stages.dispatched()).hasSize(1);
      assertThat(stages.attempt(AttemptId.ofChunk(job, 1, 1)).worker()).isEqualTo(OTHER);

      commit.commit();
      stages.endings.committed(attempt);
    }
    stages.loss.left(LEAVING);

    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.DONE);
    assertThat(stages.chunk(job, 0).doneBy()).isEqualTo(attempt.number());
    assertThat(stages.attempt(attempt).state()).isEqualTo(AttemptState.SUCCEEDED);
  }

  @Test
  void commitThatWentThroughCountsThoughTheMachineWentBeforeItWasReported() throws Exception {
    try (Connection commit = fenced(attempt)) {
      stages.roster.drain(LEAVING);
      commit.commit();
    }
    stages.loss.lost(LEAVING, "its machine is gone");

    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.DONE);
    assertThat(stages.attempt(attempt).state()).isEqualTo(AttemptState.SUCCEEDED);
    assertThat(stages.dispatched()).doesNotContain(AttemptId.ofChunk(job, 0, 2));
  }

  @Test
  void commitThatIsStillOpenWhenTheMachineGoesIsEndedAndTheChunkRunsElsewhereUncharged()
      throws Exception {
    try (Connection commit = fenced(attempt)) {
      stages.roster.drain(LEAVING);
      stages.loss.lost(LEAVING, "its machine is gone");

      assertThatThrownBy(commit::commit).isInstanceOf(SQLException.class);
    }
    assertThat(stages.attempt(attempt).state()).isEqualTo(AttemptState.LOST);
    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.READY);
    assertThat(stages.chunk(job, 0).failures()).isZero();
  }

  @Test
  void chunkWhoseMachinesAreTakenBackAgainAndAgainIsNeverCharged() throws Exception {
    for (int again = 1; again <= 4; again++) {
      Attempt lost = stages.attempt(AttemptId.ofChunk(job, 0, again));
      String worker = java.util.Objects.requireNonNull(lost.worker());
      stages.roster.drain(worker);
      stages.loss.lost(worker, "its machine is gone");
      assertThat(stages.attempt(lost.id()).kind()).isEqualTo(FailureKind.LOST);
      stages.pass(Duration.ofMinutes(2));
      stages.worker("worker-" + (10 + again), 2);
      assertThat(stages.dispatched()).contains(AttemptId.ofChunk(job, 0, again + 1));
    }
    assertThat(stages.chunk(job, 0).failures()).isZero();
  }

  /** The chunk's own session, as a runner has it between its fence and the end of its commit. */
  private Connection fenced(AttemptId running) throws SQLException {
    Order.Database database = ledger.database();
    Connection runner =
        DriverManager.getConnection(database.url(), database.user(), database.password().reveal());
    runner.setAutoCommit(false);
    assertThat(ledger.attempts().started(running, H2Sessions.of(runner), stages.now())).isTrue();
    try (Statement statement = runner.createStatement()) {
      statement.executeUpdate(
          "update foray.chunk set state = 'DONE', done_by = attempt, pairs_read = 5,"
              + " pairs_mapped = 5, pairs_emitted = 5, pairs_written = 5, pairs_skipped = 0"
              + " where chunk_index = "
              + running.chunk()
              + " and job_id = "
              + running.job().number());
    }
    return runner;
  }
}
