package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attempts whose worker is silent, or does not know of them, or that take too long. */
class LeasesTest extends StagesCase {
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
}
