package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.ledger.AttemptOutcome;
import dev.foray.master.ledger.Chunk;
import dev.foray.master.outcome.Reports;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Progress;
import dev.foray.protocol.RemoteFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The last chunk of a job is far slower than its like and gets a second attempt: of the two one
 * commits, whatever becomes of the other. Six others took four seconds each, with five pairs.
 */
@SuppressWarnings("NullAway.Init")
class SecondAttemptsTest extends StagesCase {
  private static final int SLOW = 6;
  private static final Duration USUAL = Duration.ofSeconds(4);

  private JobId job;
  private AttemptId first;
  private AttemptId second;

  @BeforeEach
  void slotsOfTwoWorkers() {
    stages.worker("worker-1", 2);
    stages.worker("worker-2", 2);
  }

  @Test
  void slowChunkGetsOneWhereAnotherWorkerHasRoom() throws Exception {
    slowOneIsLeft();

    assertThat(after(USUAL.multipliedBy(2))).isNull();
    assertThat(after(USUAL.plusSeconds(1))).isEqualTo(second);

    assertThat(stages.attempt(second).worker()).isNotEqualTo(stages.attempt(first).worker());
    assertThat(chunk())
        .extracting(Chunk::state, Chunk::attempt, Chunk::second, Chunk::newest)
        .containsExactly(ChunkState.RUNNING, 1, 2, 2);
    assertThat(after(Duration.ofMinutes(1))).as("a third").isNull();
  }

  @Test
  void onTheSameWorkerWhereNoOtherHasRoom() throws Exception {
    slowOneIsLeft();
    stages.roster.dismiss(otherWorker());

    assertThat(after(USUAL.multipliedBy(4))).isEqualTo(second);

    assertThat(stages.attempt(second).worker()).isEqualTo(stages.attempt(first).worker());
  }

  @Test
  void noneWhileAnotherChunkWaitsForItsNextAttempt() throws Exception {
    slowOneIsLeft(8);
    stages.pass(USUAL.multipliedBy(4));
    stages.endings.exited(AttemptId.ofChunk(job, 7, 1), 1, "");

    assertThat(after(Duration.ZERO)).isNull();
    assertThat(after(Duration.ofSeconds(3))).isEqualTo(AttemptId.ofChunk(job, 7, 2));
  }

  @Test
  void noneWhereTooFewHaveBeenDoneToSayWhatIsUsual() throws Exception {
    runningJob(5);
    end(4);
    stages.dispatcher.run();
    stages.line.started.clear();

    assertThat(after(Duration.ofMinutes(1))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "50"})
  void jobMaySayWhen(String from) throws Exception {
    slowOneIsLeft();
    stages.with(job, "command line", "secondAttemptFrom", from);

    assertThat(after(USUAL.multipliedBy(40))).isNull();
  }

  /** Five pairs in four seconds are usual: it is at 50 after 40 seconds. */
  @Test
  void chunkThatIsLargeIsNotSlow() throws Exception {
    slowOneIsLeft();
    stages.pace.note(first, new Progress(60, 50, 50, 0, 0));

    assertThat(after(USUAL.multipliedBy(10))).isNull();
    assertThat(after(USUAL.multipliedBy(20))).as("it has stood still since").isEqualTo(second);
  }

  /** Its row is locked until then: who waited for it would hold up all other chunks, and fail. */
  @Test
  void chunkThatIsAboutToCommitGetsNone() throws Exception {
    slowOneIsLeft();
    stages.pass(USUAL.multipliedBy(4));

    stages.whileAboutToCommit(first, () -> assertThat(stages.dispatched()).isEmpty());

    assertThat(stages.dispatched()).containsExactly(second);
  }

  @Test
  void secondOneThatCommitsEndsTheFirst() throws Exception {
    bothRun();
    stages.commit(second);
    stages.endings.exited(second, 0, "");

    stages.secondAttempts.run();

    assertThat(stages.line.cancelled).containsExactly(first);
    assertThat(stages.attempt(second).state()).isEqualTo(AttemptState.SUCCEEDED);
    assertThat(stages.attempt(first))
        .extracting("state", "kind")
        .containsExactly(AttemptState.CANCELLED, FailureKind.FENCED);
    assertThatThrownBy(() -> stages.commit(first)).hasMessageContaining("fenced off");
    stages.endings.exited(first, 137, "");
    assertThat(stages.roster.seats(any -> true)).isEmpty();
    assertThat(chunk()).extracting(Chunk::doneBy, Chunk::failures).containsExactly(2, 0);
    assertThat(stages.state(job)).isEqualTo(JobState.FINISHING);
  }

  @Test
  void firstOneThatCommitsEndsTheSecondUntilItHasLeft() throws Exception {
    bothRun();
    stages.commit(first);
    stages.endings.exited(first, 0, "");

    stages.secondAttempts.run();
    stages.secondAttempts.run();

    assertThat(stages.line.cancelled).containsExactly(second, second);
    assertThat(stages.attempt(second).state()).isEqualTo(AttemptState.CANCELLED);
  }

  /** Its runner finds out by itself, before the Master has ended it. */
  @Test
  void oneThatIsFencedOffHasNotFailed() throws Exception {
    bothRun();
    stages.commit(second);
    stages.endings.exited(first, 1, "");
    stages.endings.exited(second, 0, "");

    assertThat(stages.attempt(first).state()).isEqualTo(AttemptState.CANCELLED);
    assertThat(chunk().failures()).isZero();
  }

  @Test
  void secondOneThatDiesLeavesTheFirst() throws Exception {
    bothRun();
    stages.endings.exited(second, 137, "");

    assertThat(chunk())
        .extracting(Chunk::state, Chunk::attempt, Chunk::second, Chunk::failures)
        .containsExactly(ChunkState.RUNNING, 1, null, 0);
    assertThatThrownBy(() -> stages.commit(second)).hasMessageContaining("fenced off");
    assertThat(after(Duration.ofMinutes(1))).as("another one").isNull();

    stages.endings.exited(first, 137, "");
    assertThat(chunk())
        .extracting(Chunk::state, Chunk::failures)
        .containsExactly(ChunkState.READY, 1);
    assertThat(after(Duration.ofMinutes(1))).isEqualTo(AttemptId.ofChunk(job, SLOW, 3));
    assertThat(after(Duration.ofMinutes(1))).as("beside one that failed before").isNull();
  }

  @Test
  void firstOneThatDiesLeavesTheSecond() throws Exception {
    bothRun();
    stages.endings.exited(first, 137, "");

    assertThat(chunk())
        .extracting(Chunk::state, Chunk::attempt, Chunk::second, Chunk::failures)
        .containsExactly(ChunkState.RUNNING, 2, null, 0);
    assertThatThrownBy(() -> stages.commit(first)).hasMessageContaining("fenced off");
    assertThat(after(Duration.ofMinutes(1))).as("another one").isNull();
    stages.commit(second);
    stages.endings.exited(second, 0, "");
    assertThat(stages.state(job)).isEqualTo(JobState.FINISHING);
  }

  /** Whatever fails comes to its end, after as many charged failures as without second attempts. */
  @Test
  void chunkThatAlwaysFailsLateHasFailedInTheEnd() throws Exception {
    bothRun();
    stages.endings.exited(first, 137, "");
    stages.endings.exited(second, 137, "");
    for (int number = 3; number < 3 + Stages.SETTINGS.attempts() - 1; number++) {
      AttemptId next = AttemptId.ofChunk(job, SLOW, number);
      assertThat(after(Duration.ofMinutes(1))).isEqualTo(next);
      stages.endings.exited(next, 137, "");
    }

    assertThat(chunk().state()).isEqualTo(ChunkState.FAILED);
    assertThat(chunk().failures()).isEqualTo(Stages.SETTINGS.attempts());
    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);
  }

  /** Another job's, where all slots are taken. */
  @Test
  void secondOneGivesWayToAChunkThatWaits() throws Exception {
    stages.roster.dismiss("worker-2");
    bothRun();
    JobId other = stages.runningJob(1);
    assertThat(after(Duration.ofSeconds(1))).isNull();

    stages.secondAttempts.run();

    assertThat(stages.line.cancelled).containsExactly(second);
    assertThat(stages.attempt(second).state()).isEqualTo(AttemptState.CANCELLED);
    stages.endings.exited(second, 137, "");
    assertThat(after(Duration.ofSeconds(1))).isEqualTo(AttemptId.ofChunk(other, 0, 1));
    assertThat(chunk())
        .extracting(Chunk::state, Chunk::attempt, Chunk::second, Chunk::failures)
        .containsExactly(ChunkState.RUNNING, 1, null, 0);
  }

  /** Who decides has read the row before the second attempt was entered. */
  @Test
  void oneOfTwoIsNotGivenBackAsIfItWereAlone() throws Exception {
    bothRun();
    AttemptOutcome lost = new AttemptOutcome(AttemptState.LOST, FailureKind.LOST, null, null);

    assertThat(ledger.chunks().giveBack(first, lost, null, stages.now())).isFalse();
    assertThat(ledger.chunks().fail(first, lost, stages.now())).isFalse();

    assertThat(chunk())
        .extracting(Chunk::state, Chunk::attempt, Chunk::second)
        .containsExactly(ChunkState.RUNNING, 1, 2);
    assertThat(stages.attempt(first).endedAt()).isNull();
  }

  /** The one that is further stays. */
  @Test
  void firstOneGivesWayWhereItIsBehind() throws Exception {
    stages.roster.dismiss("worker-2");
    bothRun();
    stages.pace.note(second, new Progress(4, 4, 4, 0, 0));
    stages.runningJob(1);

    stages.secondAttempts.run();

    assertThat(stages.line.cancelled).containsExactly(first);
    assertThat(chunk().attempt()).isEqualTo(2);
  }

  @Test
  void nothingGivesWayToAChunkThatMayNotBegin() throws Exception {
    stages.roster.dismiss("worker-2");
    bothRun();
    JobId other = stages.runningJob(1);
    stages.ledger.steering().limit(other, 0, "anna", stages.now());

    stages.secondAttempts.run();

    assertThat(stages.line.cancelled).isEmpty();
  }

  /** Its process is not gone yet, and holds its slot; the one that runs now is the only one. */
  @Test
  void attemptAfterOneThatTimedOutIsNoSecondOne() throws Exception {
    stages.roster.dismiss("worker-2");
    slowOneIsLeft();
    stages.endings.timedOut(first, "in a test");
    assertThat(after(Duration.ofMinutes(1))).isEqualTo(second);
    stages.runningJob(1);

    stages.secondAttempts.run();

    assertThat(stages.line.cancelled).isEmpty();
  }

  /** What can't work however often it is tried ends both. */
  @Test
  void mistakeOfOneEndsTheChunkAndTheOther() throws Exception {
    bothRun();
    RemoteFailure mistake = new RemoteFailure("Mistake", "emits an entity", "Mistake", "");
    stages.reports.note(first, new Reports.Reported(FailureKind.MISTAKE, mistake));
    stages.endings.exited(first, 1, "");

    stages.secondAttempts.run();

    assertThat(chunk())
        .extracting(Chunk::state, Chunk::attempt, Chunk::second)
        .containsExactly(ChunkState.FAILED, 1, null);
    assertThat(stages.line.cancelled).containsExactly(second);
    assertThat(stages.attempt(second).state()).isEqualTo(AttemptState.CANCELLED);
    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);
    assertThat(stages.job(job).failure()).contains("emits an entity");
  }

  @Test
  void twoWorkersLostAtOnceAreNoReasonToChargeTheChunk() throws Exception {
    bothRun();
    stages.loss.lost("worker-1", "in a test");
    stages.loss.lost("worker-2", "in a test");

    assertThat(chunk())
        .extracting(Chunk::state, Chunk::failures)
        .containsExactly(ChunkState.READY, 0);
  }

  @Test
  void firstOneWhoseWorkerIsLostCannotComeBack() throws Exception {
    bothRun();
    for (int i = 0; i < 9; i++) {
      stages.pass(Stages.LEASE.dividedBy(6));
      stages.roster.renew(otherWorker(), List.of(second));
      stages.leases.run();
    }

    assertThat(stages.attempt(first).state()).isEqualTo(AttemptState.LOST);
    assertThatThrownBy(() -> stages.commit(first)).hasMessageContaining("fenced off");
    stages.commit(second);
  }

  @Test
  void bothOnOneWorkerAreLostWithItOnce() throws Exception {
    slowOneIsLeft();
    stages.roster.dismiss(otherWorker());
    assertThat(after(USUAL.multipliedBy(4))).isEqualTo(second);

    stages.loss.lost(String.valueOf(stages.attempt(first).worker()), "in a test");

    assertThat(chunk())
        .extracting(Chunk::state, Chunk::failures)
        .containsExactly(ChunkState.READY, 0);
  }

  @Test
  void jobThatIsCancelledEndsBoth() throws Exception {
    bothRun();
    stages.ledger.jobs().requestCancel(job, "anna");

    stages.cancellation.run();

    assertThat(stages.line.cancelled).contains(first, second);
    assertThat(chunk().state()).isEqualTo(ChunkState.CANCELLED);
    assertThat(stages.job(job).state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void anotherMasterGoesOnWithBoth() throws Exception {
    bothRun();
    Stages next = stages.startedAnew();
    next.commit(second);
    next.endings.exited(second, 0, "");

    next.secondAttempts.run();

    assertThat(next.line.cancelled).containsExactly(first);
  }

  @Test
  void pausedJobGetsNone() throws Exception {
    slowOneIsLeft();
    stages.pause(job);

    assertThat(after(USUAL.multipliedBy(4))).isNull();
  }

  private void bothRun() throws SQLException {
    slowOneIsLeft();
    assertThat(after(USUAL.multipliedBy(4))).isEqualTo(second);
  }

  private void slowOneIsLeft() throws SQLException {
    slowOneIsLeft(SLOW + 1);
  }

  private void slowOneIsLeft(int chunks) throws SQLException {
    runningJob(chunks);
    end(SLOW);
  }

  private void runningJob(int chunks) throws SQLException {
    job = stages.runningJob(chunks);
    first = AttemptId.ofChunk(job, SLOW, 1);
    second = AttemptId.ofChunk(job, SLOW, 2);
  }

  /** The first chunks, as many at a time as there are slots. */
  private void end(int chunks) throws SQLException {
    int ended = 0;
    while (ended < chunks) {
      List<AttemptId> running = stages.dispatched();
      stages.pass(USUAL);
      for (AttemptId attempt : running) {
        if (attempt.chunk() < chunks) {
          stages.commit(attempt);
          stages.endings.exited(attempt, 0, "");
          ended++;
        }
      }
    }
    stages.dispatched();
  }

  /** What goes out then. */
  private @Nullable AttemptId after(Duration time) {
    stages.pass(time);
    List<AttemptId> dispatched = stages.dispatched();
    return dispatched.isEmpty() ? null : dispatched.get(0);
  }

  private String otherWorker() {
    return "worker-1".equals(stages.attempt(first).worker()) ? "worker-2" : "worker-1";
  }

  private Chunk chunk() {
    return stages.chunk(job, SLOW);
  }
}
