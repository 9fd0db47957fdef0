package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.ledger.H2Sessions;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runners that stand still between their fence and their commit. Each holds its row's lock for as
 * long as its session lives, so whoever gives the attempt up ends the session first.
 */
class ZombieTest extends StagesCase {
  private static final String WORKER = "worker-1";

  private JobId job;
  private AttemptId attempt;

  @BeforeEach
  void begin() throws Exception {
    job = stages.runningJob(1);
    stages.worker(WORKER, 1);
    attempt = stages.dispatched().get(0);
  }

  @Test
  void oneThatIsLostIsEndedBeforeItsRowIsTaken() throws Exception {
    assertEnded(ChunkState.READY, () -> stages.endings.lost(attempt, "nobody names it"));
  }

  @Test
  void oneThatIsTheSecondToBeLostWithItsWorkerIsEndedBeforeItsRowIsTaken() throws Exception {
    stages.loss.lost(WORKER, "its node is gone");
    stages.pass(Duration.ofMinutes(2));
    stages.worker("worker-2", 1);
    attempt = stages.dispatched().get(0);

    assertEnded(ChunkState.READY, () -> stages.loss.lost("worker-2", "its node is gone too"));

    assertThat(stages.chunk(job, 0).failures()).isEqualTo(1);
  }

  @Test
  void oneThatTookTooLongIsEndedBeforeItsRowIsTaken() throws Exception {
    assertEnded(ChunkState.READY, () -> stages.endings.timedOut(attempt, "took too long"));
  }

  @Test
  void oneWhoseJobIsCancelledIsEndedBeforeItsRowIsTaken() throws Exception {
    stages.ledger.jobs().requestCancel(job, "ada");

    assertEnded(ChunkState.CANCELLED, stages.cancellation);
  }

  @Test
  void planWhoseJobIsCancelledIsEndedBeforeItsRowIsTaken() throws Exception {
    JobId planned = stages.acceptedJob();
    AttemptId plan = ledger.jobs().beginPlan(stages.job(planned), stages.now()).orElseThrow();
    ledger.jobs().requestCancel(planned, "ada");

    try (Connection zombie = fenced(plan, "update foray.job set planned_by = 1 where id = ")) {
      stages.cancellation.run();

      assertThat(stages.job(planned).state()).isEqualTo(JobState.CANCELLED);
      assertThatThrownBy(zombie::commit).isInstanceOf(SQLException.class);
    }
    assertThat(stages.killedOnHost).containsExactly(plan);
  }

  private void assertEnded(ChunkState then, Runnable givenUp) throws SQLException {
    String fence = "update foray.chunk set state = 'DONE', done_by = attempt where job_id = ";
    try (Connection zombie = fenced(attempt, fence)) {
      givenUp.run();

      assertThat(stages.chunk(job, 0).state()).isEqualTo(then);
      assertThatThrownBy(zombie::commit).isInstanceOf(SQLException.class);
    }
    assertThat(stages.chunk(job, 0).doneBy()).isNull();
  }

  /** The session of an attempt, which has reported it, with its fence set and not committed. */
  private Connection fenced(AttemptId standing, String fence) throws SQLException {
    Order.Database database = ledger.database();
    Connection runner =
        DriverManager.getConnection(database.url(), database.user(), database.password().reveal());
    runner.setAutoCommit(false);
    assertThat(ledger.attempts().started(standing, H2Sessions.of(runner), stages.now())).isTrue();
    try (Statement statement = runner.createStatement()) {
      assertThat(statement.executeUpdate(fence + standing.job().number())).isEqualTo(1);
    }
    return runner;
  }
}
