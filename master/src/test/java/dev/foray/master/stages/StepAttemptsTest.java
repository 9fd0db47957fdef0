package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.launch.RunnerLaunch;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.plan.HostRunners;
import dev.foray.master.plan.StepRunner;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No attempt at plan or finish is left alive in the ledger, whatever becomes of job and Master. */
class StepAttemptsTest extends StagesCase {
  @Test
  void whatCommittedBeforeItsMasterDiedHasSucceeded() throws Exception {
    JobId job = stages.runningJob(0);
    assertThat(stages.state(job)).isEqualTo(JobState.FINISHING);
    AttemptId finish = stages.beginFinish(job);
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

  @Test
  void aPlanThatLivesOnAfterItsCommitHoldsNoCancelUp() throws Exception {
    JobId job = stages.runningJobOfALivePlan(1);
    ledger.jobs().requestCancel(job, "ada");

    stages.cancellation.run();

    assertThat(stages.state(job)).isEqualTo(JobState.CANCELLED);
    assertThat(stateOf(AttemptId.ofPlan(job, 1))).isEqualTo(AttemptState.STARTING);
  }

  @Test
  void aPlanThatTakesTooLongIsEndedAndChargedOnce() throws Exception {
    try (HostRunners runners = sleepers()) {
      StepRunner steps =
          new StepRunner(ledger, stages.orders, runners, stages.endings, stages::now);
      JobId job = stages.acceptedJob();
      AttemptId plan = AttemptId.ofPlan(job, 1);
      steps.run();
      stages.pass(Duration.ofMillis(Stages.SETTINGS.attemptTimeoutMillis()));
      steps.run();
      assertThat(stateOf(plan)).isEqualTo(AttemptState.STARTING);
      assertThat(runners.runs(plan)).isTrue();

      stages.pass(Duration.ofSeconds(1));
      steps.run();

      await().atMost(Duration.ofMinutes(1)).until(() -> !runners.runs(plan));
      assertThat(stateOf(plan)).isEqualTo(AttemptState.TIMED_OUT);
      assertThat(stages.job(job).planFailures()).isEqualTo(1);
    }
  }

  /** With a script in the place of Java, which never ends. */
  private HostRunners sleepers() throws IOException {
    Path java = Files.writeString(directory.resolve("java"), "#!/bin/sh\nexec sleep 600\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return new HostRunners(
        new RunnerLaunch(java, List.of(), directory),
        directory.resolve("logs"),
        stages::nanos,
        stages.endings::exited);
  }

  private AttemptId cancelledPlan() {
    JobId job = stages.acceptedJob();
    AttemptId plan = ledger.jobs().beginPlan(stages.job(job), stages.now()).orElseThrow();
    ledger.jobs().requestCancel(job, "ada");
    stages.cancellation.run();
    assertThat(stages.state(job)).isEqualTo(JobState.CANCELLED);
    return plan;
  }

  private AttemptState stateOf(AttemptId attempt) {
    return ledger.attempts().find(attempt).map(Attempt::state).orElseThrow();
  }
}
