package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.launch.RunnerExit;
import dev.foray.master.ledger.Attempt;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobAdmin.Retry;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failures that are not the job's: they are forgiven, but not for ever. */
class UnchargedFailuresTest extends StagesCase {
  private static final Duration OFTEN = Duration.ofSeconds(90);
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  @Test
  void twoHoursOfThemEndTheJobAndARetryGoesOn() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);

    failOften(TWO_HOURS.minus(OFTEN));
    assertThat(stages.state(job)).isEqualTo(JobState.RUNNING);

    failOften(OFTEN.multipliedBy(2));
    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);
    assertThat(stages.job(job).failure())
        .startsWith("for 2 hours each attempt has ended for a reason that is not the job's")
        .contains("`master retry " + job.number() + "` goes on; the latest: the runner of job-");
    assertThat(stages.chunk(job, 0).failures()).isZero();
    assertThat(stages.dispatched()).isEmpty();

    stages.retry(
        stages.job(job), new Retry(job, false, List.of(), null, List.of(), List.of(), "anna"));
    assertThat(stages.state(job)).isEqualTo(JobState.RUNNING);
    assertThat(stages.dispatched()).hasSize(1);
  }

  @Test
  void aCommitInBetweenBeginsTheTwoHoursAnew() throws Exception {
    JobId job = stages.runningJob(2);
    stages.worker("worker-1", 1);
    failOften(TWO_HOURS.minus(OFTEN));
    AttemptId good = stages.dispatched().get(0);
    stages.commit(good);
    stages.endings.exited(good, 0, "");

    failOften(TWO_HOURS.minus(OFTEN));

    assertThat(stages.state(job)).isEqualTo(JobState.RUNNING);
  }

  @Test
  void attemptsThatLastAreNoStandstill() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);

    for (int i = 0; i < 9; i++) {
      AttemptId attempt = stages.dispatched().get(0);
      stages.pass(Duration.ofHours(1));
      fail(attempt);
      stages.pass(OFTEN);
    }

    assertThat(stages.state(job)).isEqualTo(JobState.RUNNING);
  }

  @Test
  void attemptsThatLastAWhileAreGivenUpOnceTheyAreMany() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    for (int attempt = 1; attempt <= 10; attempt++) {
      assertThat(stages.state(job)).isEqualTo(JobState.RUNNING);
      AttemptId at = stages.dispatched().get(0);
      stages.pass(Duration.ofMinutes(12));
      fail(at);
      stages.pass(OFTEN);
    }
    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);
  }

  @Test
  void aPauseIsNoStandstill() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    failOften(TWO_HOURS.minus(OFTEN));
    stages.pause(job);
    stages.progress.run();
    stages.pass(TWO_HOURS);
    ledger.steering().resume(job);

    failOften(OFTEN);

    assertThat(stages.state(job)).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aPlanIsGivenUpToo() throws Exception {
    JobId job = stages.acceptedJob();
    for (Duration gone = Duration.ZERO;
        gone.compareTo(TWO_HOURS.plus(OFTEN)) < 0;
        gone = gone.plus(OFTEN)) {
      assertThat(stages.state(job)).isNotEqualTo(JobState.FAILED);
      fail(ledger.jobs().beginPlan(stages.job(job), stages.now()).orElseThrow());
      stages.pass(OFTEN);
    }
    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);
    assertThat(stages.job(job).failure()).startsWith("for 2 hours each attempt has ended");
  }

  @Test
  void theSecondWorkerThatIsLostWithAChunkCountsAgainstIt() throws Exception {
    JobId job = stages.runningJob(1);

    loseWorkerAtWork("worker-1");
    assertThat(stages.chunk(job, 0).failures()).isZero();
    loseWorkerAtWork("worker-2");
    assertThat(stages.chunk(job, 0).failures()).isEqualTo(1);

    Attempt second = ledger.attempts().find(AttemptId.ofChunk(job, 0, 2)).orElseThrow();
    assertThat(second.state()).isEqualTo(AttemptState.LOST);
    assertThat(second.kind()).isEqualTo(FailureKind.RUNNER_DIED);
    assertThat(second.failure()).contains("was lost with a worker before");

    loseWorkerAtWork("worker-3");
    loseWorkerAtWork("worker-4");
    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);
  }

  @Test
  void anAttemptThatWasLostOtherwiseIsNoLossOfItsWorker() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    assertThat(stages.dispatched()).hasSize(1);
    stages.loss.left("worker-1");
    stages.pass(OFTEN);

    loseWorkerAtWork("worker-2");

    assertThat(stages.chunk(job, 0).failures()).isZero();
  }

  private void loseWorkerAtWork(String worker) {
    stages.worker(worker, 1);
    assertThat(stages.dispatched()).hasSize(1);
    stages.loss.lost(worker, "its node is gone");
    stages.pass(OFTEN);
  }

  /** One attempt after the other, for so long. */
  private void failOften(Duration length) {
    for (Duration gone = Duration.ZERO; gone.compareTo(length) < 0; gone = gone.plus(OFTEN)) {
      fail(stages.dispatched().get(0));
      stages.pass(OFTEN);
    }
  }

  private void fail(AttemptId attempt) {
    stages.endings.exited(attempt, RunnerExit.INFRASTRUCTURE.code(), "connection refused");
  }
}
