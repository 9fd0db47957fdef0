package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.launch.RunnerExit;
import dev.foray.master.ledger.LedgerUnavailable;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagesTest extends StagesCase {
  @Test
  void aJobWhoseChunksAllCommitGoesThroughFinishToItsEnd() throws Exception {
    JobId job = stages.runningJob(3);
    stages.worker("worker-1", 2);

    List<AttemptId> first = stages.dispatched();
    assertThat(first).hasSize(2);
    for (AttemptId attempt : first) {
      stages.commit(attempt);
      stages.endings.exited(attempt, 0, "");
    }
    AttemptId third = stages.dispatched().get(0);
    assertThat(stages.state(job)).isEqualTo(JobState.RUNNING);
    stages.commit(third);
    stages.endings.exited(third, 0, "");
    assertThat(stages.state(job)).isEqualTo(JobState.FINISHING);

    AttemptId finish = stages.beginFinish(job);
    stages.commitFinish(finish);
    stages.endings.exited(finish, 0, "");
    assertThat(stages.state(job)).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void aReportOfSuccessThatTheRowDoesNotConfirmChangesNothing() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    AttemptId attempt = stages.dispatched().get(0);

    stages.endings.committed(attempt);

    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.RUNNING);
    assertThat(stages.ledger.attempts().find(attempt).orElseThrow().state())
        .isEqualTo(AttemptState.STARTING);
  }

  @Test
  void aRunnerThatDiedAfterItsCommitIsNotRepeated() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    AttemptId attempt = stages.dispatched().get(0);
    stages.commit(attempt);

    stages.endings.exited(attempt, 137, "");

    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.DONE);
    assertThat(stages.dispatched()).isEmpty();
    assertThat(stages.ledger.attempts().find(attempt).orElseThrow().state())
        .isEqualTo(AttemptState.SUCCEEDED);
  }

  @Test
  void aRunnerThatDiedBeforeItsCommitIsRepeatedAfterABackoff() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    AttemptId first = stages.dispatched().get(0);

    stages.endings.exited(first, 137, "");
    assertThat(stages.dispatched()).isEmpty();
    stages.pass(Duration.ofSeconds(1));

    assertThat(stages.dispatched()).containsExactly(AttemptId.ofChunk(job, 0, 2));
    assertThat(stages.ledger.attempts().find(first).orElseThrow().kind())
        .isEqualTo(FailureKind.RUNNER_DIED);
  }

  @Test
  void aChunkOutOfAttemptsFailsTheJobAndIsNamed() throws Exception {
    JobId job = stages.runningJob(2);
    stages.worker("worker-1", 1);
    for (int attempt = 1; attempt <= 3; attempt++) {
      AttemptId first = stages.dispatched().get(0);
      assertThat(first).isEqualTo(AttemptId.ofChunk(job, 0, attempt));
      stages.endings.exited(first, 1, "");
      stages.pass(Duration.ofMinutes(2));
    }
    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.FAILED);
    assertThat(stages.state(job)).isEqualTo(JobState.RUNNING);

    AttemptId other = stages.dispatched().get(0);
    stages.commit(other);
    stages.endings.exited(other, 0, "");

    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);
    assertThat(stages.job(job).failure()).contains("1 chunk has failed", "chunk-0", "exit code 1");
  }

  @Test
  void aMistakeIsNotTriedAgain() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    AttemptId attempt = stages.dispatched().get(0);
    report(attempt, FailureKind.MISTAKE, "emits an entity");

    stages.endings.exited(attempt, 1, "");

    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);
    assertThat(stages.job(job).failure()).contains("emits an entity");
  }

  @Test
  void infrastructureIsNotCharged() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    for (int attempt = 1; attempt <= 6; attempt++) {
      AttemptId id = stages.dispatched().get(0);
      report(id, FailureKind.INFRASTRUCTURE, "connection refused");
      stages.endings.exited(id, 1, "");
      stages.pass(Duration.ofMinutes(2));
    }
    assertThat(stages.chunk(job, 0).failures()).isZero();
    assertThat(stages.state(job)).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aReportOutlastsALedgerThatIsAwayWhenTheRunnerEnds() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    AttemptId attempt = stages.dispatched().get(0);
    report(attempt, FailureKind.INFRASTRUCTURE, "connection refused");

    stages.whileLedgerIsAway(
        () ->
            assertThatThrownBy(() -> stages.endings.exited(attempt, 1, ""))
                .isInstanceOf(LedgerUnavailable.class));
    stages.endings.exited(attempt, 1, "");

    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.READY);
    assertThat(stages.chunk(job, 0).failures()).isZero();
  }

  @Test
  void infrastructureIsNotChargedWhereTheExitCodeAloneTellsOfIt() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    for (int attempt = 1; attempt <= 4; attempt++) {
      stages.endings.exited(
          stages.dispatched().get(0), RunnerExit.INFRASTRUCTURE.code(), "connection refused");
      stages.pass(Duration.ofMinutes(2));
    }
    assertThat(stages.chunk(job, 0).failures()).isZero();
    assertThat(stages.state(job)).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aJobWhoseFirstFiveAttemptsFailAlikeStopsEarly() throws Exception {
    JobId job = stages.runningJob(50);
    stages.worker("worker-1", 5);
    for (AttemptId attempt : stages.dispatched()) {
      report(attempt, FailureKind.USER_CODE, "no such rate");
      stages.endings.exited(attempt, 1, "");
    }
    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);
    assertThat(stages.job(job).failure()).contains("first 5 attempts", "no such rate");
    assertThat(stages.dispatched()).isEmpty();
  }

  @Test
  void aPlanThatThrewFailsTheJobAtOnce() {
    JobId job = stages.acceptedJob();
    AttemptId plan =
        stages
            .ledger
            .jobs()
            .beginPlan(stages.job(job), stages.job(job).submittedAt())
            .orElseThrow();
    report(plan, FailureKind.USER_CODE, "no table invoice");

    stages.endings.exited(plan, 1, "");

    assertThat(stages.job(job).state()).isEqualTo(JobState.FAILED);
    assertThat(stages.job(job).failure()).isEqualTo("plan failed: no table invoice");
  }
}
