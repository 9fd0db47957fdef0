package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No attempt at plan or finish is left alive in the ledger, whatever becomes of job and Master. */
class StepAttemptsTest {
  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static Ledger ledger;

  @SuppressWarnings("NullAway.Init")
  private Stages stages;

  @BeforeAll
  static void openLedger() throws Exception {
    ledger = Stages.openLedger(directory);
  }

  @AfterAll
  static void closeLedger() {
    ledger.close();
  }

  @BeforeEach
  void begin() throws Exception {
    stages = new Stages(ledger, 40);
    stages.clear();
  }

  @Test
  void whatCommittedBeforeItsMasterDiedHasSucceeded() throws Exception {
    JobId job = stages.runningJob(0);
    assertThat(stages.state(job)).isEqualTo(JobState.FINISHING);
    AttemptId finish = ledger.jobs().beginFinish(stages.job(job), stages.now()).orElseThrow();
    stages.commitFinish(finish);
    assertThat(stages.state(job)).isEqualTo(JobState.SUCCEEDED);

    stages.startedAnew().stepRunner.run();

    assertThat(stateOf(finish)).isEqualTo(AttemptState.SUCCEEDED);
  }

  @Test
  void aPlanThatWasCancelledEndsWithItsRunner() {
    AttemptId plan = cancelledPlan();

    stages.endings.exited(plan, 137, "");

    assertThat(stateOf(plan)).isEqualTo(AttemptState.CANCELLED);
  }

  @Test
  void aPlanThatWasCancelledEndsWithItsMaster() {
    AttemptId plan = cancelledPlan();

    stages.startedAnew().stepRunner.run();

    assertThat(stateOf(plan)).isEqualTo(AttemptState.LOST);
    assertThat(stages.state(plan.job())).isEqualTo(JobState.CANCELLED);
  }

  private AttemptId cancelledPlan() {
    JobId job = stages.acceptedJob();
    AttemptId plan = ledger.jobs().beginPlan(stages.job(job), stages.now()).orElseThrow();
    ledger.jobs().requestCancel(job, "ada");
    stages.cancellation.run();
    assertThat(stages.state(job)).isEqualTo(JobState.CANCELLED);
    return plan;
  }

  private static AttemptState stateOf(AttemptId attempt) {
    return ledger.attempts().find(attempt).map(Attempt::state).orElseThrow();
  }
}
