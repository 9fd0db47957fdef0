package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobAdmin.Limit;
import dev.foray.protocol.JobAdmin.Pause;
import dev.foray.protocol.JobAdmin.Steered;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person asks of a job under way, and what the answer is. */
class SteeringTest extends StagesCase {
  private Desk desk;

  @BeforeEach
  void begin() {
    desk = new Desk(stages);
  }

  @Test
  void aRepeatedRequestSaysThatNothingChanged() throws Exception {
    JobId job = stages.runningJob(2);

    assertThat(desk.jobs.pause(job, "anna").changed()).isTrue();
    Steered again = desk.jobs.pause(job, "ben");
    assertThat(again.changed()).isFalse();
    assertThat(again.job().pause()).isEqualTo(new Pause("anna", stages.now()));
    assertThat(desk.jobs.resume(job, "ben").changed()).isTrue();
    assertThat(desk.jobs.resume(job, "ben").changed()).isFalse();
    assertThat(desk.changes).isEqualTo(2);
  }

  @Test
  void aLimitIsSetChangedAndLifted() throws Exception {
    JobId job = stages.runningJob(2);

    assertThat(desk.jobs.limit(job, 2, "anna").changed()).isTrue();
    assertThat(desk.jobs.limit(job, 2, "ben").changed()).isFalse();
    assertThat(desk.jobs.limit(job, 1, "ben").job().limit())
        .isEqualTo(new Limit(1, "ben", stages.now()));
    assertThat(desk.jobs.limit(job, null, "anna").job().limit()).isNull();
    assertThat(desk.jobs.limit(job, null, "anna").changed()).isFalse();
  }

  @Test
  void noLimitIsLessThanOneChunk() throws Exception {
    JobId job = stages.runningJob(2);

    assertThatThrownBy(() -> desk.jobs.limit(job, 0, "anna"))
        .isInstanceOf(Refused.class)
        .hasMessage("a limit is at least 1 chunk at once: master pause stops them all");
  }

  @Test
  void aJobThatHasEndedOrIsBeingCancelledIsNotSteered() throws Exception {
    JobId ended = stages.acceptedJob();
    ledger.jobs().move(ended, JobState.ACCEPTED, JobState.FAILED, "why", stages.now());
    JobId cancelled = stages.runningJob(2);
    ledger.jobs().requestCancel(cancelled, "ben");

    assertThatThrownBy(() -> desk.jobs.pause(ended, "anna"))
        .hasMessage(ended + " has FAILED already: there is nothing to pause");
    assertThatThrownBy(() -> desk.jobs.limit(cancelled, 1, "anna"))
        .hasMessage(cancelled + " is being cancelled, as ben asked: too late to limit");
    assertThatThrownBy(() -> desk.jobs.resume(new JobId(9_999), "anna"))
        .hasMessageStartingWith("there is no job-9999");
  }

  @Test
  void aPausedJobCanBeCancelled() throws Exception {
    JobId job = stages.runningJob(2);
    desk.jobs.pause(job, "anna");

    desk.jobs.cancel(job, "ben");
    stages.cancellation.run();

    assertThat(desk.jobs.job(job).state()).isEqualTo(JobState.CANCELLED);
    assertThat(desk.jobs.job(job).pause()).isNull();
  }

  @Test
  void threadsAreAskedOfTheWorkerThatRunsTheAttempt() throws Exception {
    stages.runningJob(1);
    stages.worker("worker-1", 1);
    AttemptId attempt = stages.dispatched().get(0);

    assertThat(desk.logs.stacks(attempt)).isEqualTo("the threads of " + attempt + " on worker-1");
    stages.line.way = FakeWorkerLine.Way.SILENT;
    assertThatThrownBy(() -> desk.logs.stacks(attempt))
        .hasMessageStartingWith("the threads of " + attempt + " are not to be had now: worker-1");
    stages.endings.exited(attempt, 137, "");
    assertThatThrownBy(() -> desk.logs.stacks(attempt))
        .hasMessage(attempt + " has FAILED: it has no threads any more");
  }

  @Test
  void threadsOfAPlanAreAskedOfTheHost() throws Exception {
    JobId job = stages.acceptedJob();
    AttemptId plan = ledger.jobs().beginPlan(stages.job(job), stages.now()).orElseThrow();

    assertThatThrownBy(() -> desk.logs.stacks(plan))
        .hasMessage(plan + " does not run any more, or not yet");
    desk.threadsOnHost.put(plan, "main");
    assertThat(desk.logs.stacks(plan)).isEqualTo("main");
    assertThatThrownBy(() -> desk.logs.stacks(AttemptId.ofPlan(job, 2)))
        .hasMessage("there is no " + AttemptId.ofPlan(job, 2) + "; the last is " + plan);
  }
}
