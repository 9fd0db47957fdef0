package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.dispatch.Dispatcher;
import dev.foray.master.dispatch.Stragglers;
import dev.foray.master.ledger.Job;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a cancelled, paused or limited job lets go out, and what it keeps. */
class HeldBackTest extends StagesCase {
  @Test
  void aFinishThatHasCommittedCanNotBeCancelled() throws Exception {
    JobId job = stages.runningJob(0);
    assertThat(stages.state(job)).isEqualTo(JobState.FINISHING);
    AttemptId finish = stages.beginFinish(job);
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
}
