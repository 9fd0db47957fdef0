package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.launch.RunnerExit;
import dev.foray.master.dispatch.Dispatcher;
import dev.foray.master.dispatch.Stragglers;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.LedgerUnavailable;
import dev.foray.master.outcome.Reports;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import dev.foray.protocol.RemoteFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    AttemptId finish =
        stages
            .ledger
            .jobs()
            .beginFinish(stages.job(job), stages.job(job).submittedAt())
            .orElseThrow();
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
  void aSilentWorkersAttemptsRunElsewhere() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    AttemptId lost = stages.dispatched().get(0);
    stages.worker("worker-2", 1);
    for (int i = 0; i < 7; i++) {
      stages.pass(Stages.LEASE.dividedBy(6));
      stages.roster.renew("worker-2", List.of());
      stages.leases.run();
    }
    stages.pass(Duration.ofSeconds(1));

    assertThat(stages.ledger.attempts().find(lost).orElseThrow().state())
        .isEqualTo(AttemptState.LOST);
    assertThat(stages.chunk(job, 0).failures()).isZero();
    assertThat(stages.dispatched()).containsExactly(AttemptId.ofChunk(job, 0, 2));
    assertThat(stages.ledger.attempts().find(AttemptId.ofChunk(job, 0, 2)).orElseThrow().worker())
        .isEqualTo("worker-2");
  }

  @Test
  void aMasterThatWasHeldUpBlamesNobody() throws Exception {
    stages.runningJob(1);
    stages.worker("worker-1", 1);
    AttemptId attempt = stages.dispatched().get(0);

    stages.pass(Duration.ofMinutes(4));
    stages.leases.run();
    stages.leases.run();

    assertThat(stages.ledger.attempts().find(attempt).orElseThrow().state())
        .isEqualTo(AttemptState.STARTING);
  }

  /** It is held up after it has begun to look, before it looks at the leases of the attempts. */
  @Test
  void aMasterThatIsHeldUpWhileItLooksBlamesNobody() throws Exception {
    stages.runningJob(1);
    stages.worker("worker-1", 1);
    stages.dispatched();
    long began = stages.nanos();

    stages.pass(Duration.ofHours(1));

    assertThat(stages.roster.silent(began)).isEmpty();
    assertThat(stages.roster.forgotten(began)).isEmpty();
    assertThat(stages.roster.overdue(began)).isEmpty();
  }

  @Test
  void aMasterThatStartsGrantsWhatItFindsAFullTerm() throws Exception {
    stages.runningJob(1);
    stages.worker("worker-1", 1);
    AttemptId attempt = stages.dispatched().get(0);
    stages.pass(Duration.ofHours(3));

    Stages next = stages.startedAnew();
    for (int i = 0; i < 10; i++) {
      next.pass(Stages.LEASE.dividedBy(10));
      next.leases.run();
    }
    assertThat(next.ledger.attempts().find(attempt).orElseThrow().state())
        .isEqualTo(AttemptState.STARTING);
    assertThat(next.roster.find("worker-1")).isPresent();

    next.pass(Stages.LEASE.dividedBy(10));
    next.leases.run();
    assertThat(next.roster.find("worker-1")).isEmpty();
  }

  @Test
  void noLeaseEndsAndNoPauseLastsBecauseAClockIsSet() throws Exception {
    JobId job = stages.runningJob(2);
    stages.worker("worker-1", 1);
    AttemptId died = stages.dispatched().get(0);
    stages.endings.exited(died, 137, "");
    AttemptId runs = stages.dispatched().get(0);

    stages.setClock(Duration.ofHours(5));
    stages.leases.run();
    stages.setClock(Duration.ofHours(-9));
    stages.leases.run();

    assertThat(stages.ledger.attempts().find(runs).orElseThrow().state())
        .isEqualTo(AttemptState.STARTING);
    stages.worker("worker-2", 1);
    assertThat(stages.dispatched()).containsExactly(AttemptId.ofChunk(job, died.chunk(), 2));
  }

  @Test
  void aPlanIsNotHeldBackByAClockThatWasSetBack() throws Exception {
    JobId job = stages.acceptedJob();
    AttemptId plan = stages.ledger.jobs().beginPlan(stages.job(job), stages.now()).orElseThrow();
    report(plan, FailureKind.INFRASTRUCTURE, "away");
    stages.endings.exited(plan, 1, "");
    assertThat(stages.job(job).isDue(stages.now())).isFalse();

    stages.setClock(Duration.ofHours(-9));

    assertThat(stages.job(job).isDue(stages.now())).isTrue();
  }

  @Test
  void anOverdueAttemptIsEndedFencedAndCharged() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    AttemptId attempt = stages.dispatched().get(0);
    for (int i = 0; i < 61; i++) {
      stages.pass(Duration.ofSeconds(5));
      stages.roster.renew("worker-1", List.of(attempt));
      stages.leases.run();
    }
    assertThat(stages.line.cancelled).contains(attempt);
    assertThat(stages.ledger.attempts().find(attempt).orElseThrow().state())
        .isEqualTo(AttemptState.TIMED_OUT);
    assertThat(stages.chunk(job, 0).failures()).isEqualTo(1);
  }

  @Test
  void anUnreachableWorkerEndsTheAttemptAtOnce() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    stages.line.way = FakeWorkerLine.Way.UNREACHABLE;

    stages.dispatcher.run();

    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.READY);
    assertThat(stages.roster.seats(attempt -> true)).isEmpty();
  }

  @Test
  void aLostAnswerLeavesTheAttemptToItsLease() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    stages.line.way = FakeWorkerLine.Way.SILENT;

    stages.dispatcher.run();
    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.RUNNING);

    for (int i = 0; i < 7; i++) {
      stages.pass(Stages.LEASE.dividedBy(6));
      stages.roster.renew("worker-1", List.of());
      stages.leases.run();
    }
    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.READY);
  }

  @Test
  void anAttemptThatNobodyHoldsRunsElsewhereAfterALease() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    AttemptId orphan = stages.dispatched().get(0);
    stages.roster.dismiss("worker-1");
    lookForAPartOfALease(6);
    assertThat(stages.ledger.attempts().find(orphan).orElseThrow().state())
        .isEqualTo(AttemptState.STARTING);
    lookForAPartOfALease(2);
    assertThat(stages.ledger.attempts().find(orphan).orElseThrow().state())
        .isEqualTo(AttemptState.LOST);
    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.READY);
  }

  @Test
  void anAttemptThatNobodyHoldsGetsAFullLeaseAfterAHoldUp() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    stages.dispatched();
    stages.roster.dismiss("worker-1");
    lookForAPartOfALease(1);
    stages.pass(Stages.LEASE);
    lookForAPartOfALease(6);
    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.RUNNING);
    lookForAPartOfALease(3);
    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.READY);
  }

  private void lookForAPartOfALease(int sixths) {
    for (int i = 0; i < sixths; i++) {
      stages.leases.run();
      stages.pass(Stages.LEASE.dividedBy(6));
    }
  }

  @Test
  void aFinishThatHasCommittedCanNotBeCancelled() throws Exception {
    JobId job = stages.runningJob(0);
    assertThat(stages.state(job)).isEqualTo(JobState.FINISHING);
    AttemptId finish =
        stages
            .ledger
            .jobs()
            .beginFinish(stages.job(job), stages.job(job).submittedAt())
            .orElseThrow();
    stages.commitFinish(finish);
    stages.ledger.jobs().requestCancel(job, "ada");

    stages.cancellation.run();

    assertThat(stages.state(job)).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void cancelEndsWhatRunsAndKeepsWhatIsCommitted() throws Exception {
    JobId job = stages.runningJob(4);
    stages.worker("worker-1", 2);
    List<AttemptId> running = stages.dispatched();
    stages.commit(running.get(0));
    stages.endings.exited(running.get(0), 0, "");
    stages.ledger.jobs().requestCancel(job, "ada");

    stages.cancellation.run();
    stages.endings.exited(running.get(1), 137, "");
    stages.cancellation.run();

    assertThat(stages.state(job)).isEqualTo(JobState.CANCELLED);
    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.DONE);
    assertThat(stages.chunk(job, 1).state()).isEqualTo(ChunkState.CANCELLED);
    assertThat(stages.chunk(job, 3).state()).isEqualTo(ChunkState.CANCELLED);
    assertThat(stages.line.cancelled).contains(running.get(1));
    assertThat(stages.dispatched()).isEmpty();
  }

  @Test
  void cancelFencesAPlanThatRuns() throws Exception {
    JobId job = stages.acceptedJob();
    AttemptId plan =
        stages
            .ledger
            .jobs()
            .beginPlan(stages.job(job), stages.job(job).submittedAt())
            .orElseThrow();
    stages.ledger.jobs().requestCancel(job, "ada");

    stages.cancellation.run();

    assertThat(stages.job(job).state()).isEqualTo(JobState.CANCELLED);
    assertThat(stages.killedOnHost).containsExactly(plan);
  }

  @Test
  void aPausedJobLetsRunningChunksFinishAndNothingBegin() throws Exception {
    JobId job = stages.runningJob(3);
    stages.worker("worker-1", 1);
    AttemptId running = stages.dispatched().get(0);

    stages.pause(job);
    stages.commit(running);
    stages.endings.exited(running, 0, "");

    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.DONE);
    assertThat(stages.dispatched()).isEmpty();
    stages.ledger.steering().resume(job);
    assertThat(stages.dispatched()).hasSize(1);
  }

  @Test
  void aPauseThatComesDuringTheDispatchHoldsBackWhatHasNotGoneOut() throws Exception {
    JobId first = stages.runningJob(1);
    JobId second = stages.runningJob(2);
    stages.worker("worker-1", 3);
    stages.line.onStart = () -> stages.pause(second);

    assertThat(stages.dispatched()).containsExactly(AttemptId.ofChunk(first, 0, 1));
    assertThat(stages.chunk(second, 0).state()).isEqualTo(ChunkState.READY);
  }

  @Test
  void moreThanGoOutTogetherGoOutInOneTurn() throws Exception {
    JobId job = stages.runningJob(250);
    stages.worker("worker-1", 120);
    stages.worker("worker-2", 120);
    Order.Settings many = new Order.Settings(2, 0, 3, 60_000, 0, 1_000, 1_000, 100, 1_000);
    Dispatcher dispatcher =
        new Dispatcher(
            ledger,
            stages.roster,
            stages.line,
            stages.orders,
            new Stragglers(ledger, stages.roster, stages.pace::of, stages::nanos),
            any -> many,
            any -> Optional.empty(),
            1_000,
            stages::now,
            Runnable::run,
            stages.endings::notStarted);

    dispatcher.run();

    assertThat(stages.line.started).hasSize(240);
    assertThat(stages.roster.all()).allSatisfy(worker -> assertThat(worker.free()).isZero());
    assertThat(ledger.chunks().counts(job).ready()).isEqualTo(10);
  }

  @Test
  void anOrderThatCannotBeMadeIsNotWaitedFor() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    stages.noOrders = "no key is left";

    assertThat(stages.dispatched()).isEmpty();
    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.READY);
    assertThat(stages.attempt(AttemptId.ofChunk(job, 0, 1)).failure())
        .isEqualTo("its order could not be made: no key is left");
    assertThat(stages.roster.all().get(0).free()).isEqualTo(1);
  }

  @Test
  void aPausedJobsPlanAndFinishAreHeldBack() throws Exception {
    JobId accepted = stages.acceptedJob();
    JobId finishing = stages.runningJob(0);
    assertThat(stages.state(finishing)).isEqualTo(JobState.FINISHING);
    Job readBefore = stages.job(accepted);
    stages.pause(accepted);
    stages.pause(finishing);

    assertThat(stages.job(accepted).mayBegin()).isFalse();
    assertThat(ledger.jobs().beginPlan(readBefore, readBefore.submittedAt())).isEmpty();
    Job paused = stages.job(finishing);
    assertThat(ledger.jobs().beginFinish(paused, paused.submittedAt())).isEmpty();
    ledger.steering().resume(finishing);
    assertThat(ledger.jobs().beginFinish(paused, paused.submittedAt())).isPresent();
  }

  @Test
  void aLimitHoldsBackWhatIsBeyondItUntilItIsLifted() throws Exception {
    JobId job = stages.runningJob(5);
    stages.worker("worker-1", 4);
    ledger.steering().limit(job, 1, "anna", stages.job(job).submittedAt());

    List<AttemptId> first = stages.dispatched();
    assertThat(first).hasSize(1);
    assertThat(stages.dispatched()).isEmpty();
    stages.commit(first.get(0));
    stages.endings.exited(first.get(0), 0, "");
    assertThat(stages.dispatched()).hasSize(1);
    ledger.steering().unlimit(job);
    assertThat(stages.dispatched()).hasSize(3);
  }

  @Test
  void neverMoreChunksThanTheDatabaseAllows() throws Exception {
    stages = new Stages(ledger, 6);
    stages.runningJob(9);
    stages.worker("worker-1", 8);

    assertThat(stages.dispatched()).hasSize(3);
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

  private void report(AttemptId attempt, FailureKind kind, String message) {
    stages.reports.note(
        attempt, new Reports.Reported(kind, new RemoteFailure("E", message, "E", "")));
  }
}
