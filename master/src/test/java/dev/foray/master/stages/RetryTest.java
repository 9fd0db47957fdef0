package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.outcome.Reports;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.InMap;
import dev.foray.protocol.JobAdmin.Retry;
import dev.foray.protocol.JobAdmin.Steered;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import dev.foray.protocol.RemoteFailure;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that run again, and chunks whose JVM dies of a pair. */
class RetryTest extends StagesCase {
  private static final int OUT_OF_MEMORY = 3;

  private Desk desk;

  @BeforeEach
  void begin() {
    desk = new Desk(stages);
    stages.worker("worker-1", 4);
  }

  private static Retry retry(JobId job, boolean setAsideOnly) {
    return new Retry(job, setAsideOnly, List.of(), null, List.of(), List.of(), "anna");
  }

  private void throwUp(AttemptId attempt) {
    stages.reports.note(
        attempt,
        new Reports.Reported(FailureKind.MISTAKE, new RemoteFailure("T", "boom", "T", "")));
    stages.endings.exited(attempt, 1, "");
  }

  /** A job of two chunks, of which the second has failed. */
  private JobId failedJob() throws Exception {
    JobId job = stages.runningJob(2);
    List<AttemptId> attempts = stages.dispatched();
    stages.commit(attempts.get(0));
    stages.endings.exited(attempts.get(0), 0, "");
    throwUp(attempts.get(1));
    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);
    return job;
  }

  @Test
  void failedChunksAloneRunAgainUnderTheNextNumber() throws Exception {
    JobId job = failedJob();

    Steered steered = desk.jobs.retry(retry(job, false));
    assertThat(steered.changed()).isTrue();
    assertThat(steered.job().state()).isEqualTo(JobState.RUNNING);
    assertThat(steered.job().ready()).isEqualTo(1);
    assertThat(desk.changes).isEqualTo(1);
    AttemptId again = AttemptId.ofChunk(job, 1, 2);
    assertThat(stages.dispatched()).containsExactly(again);
    stages.commit(again);
    stages.endings.exited(again, 0, "");
    assertThat(stages.state(job)).isEqualTo(JobState.FINISHING);
  }

  @Test
  void aSecondRetryChangesNothing() throws Exception {
    JobId job = failedJob();
    desk.jobs.retry(retry(job, false));

    Steered second = desk.jobs.retry(retry(job, false));
    assertThat(second.changed()).isFalse();
    assertThat(second.job().state()).isEqualTo(JobState.RUNNING);
    assertThat(desk.changes).isEqualTo(1);
  }

  @Test
  void aJobThatGaveUpEarlyTriesAllOfItsChunks() throws Exception {
    JobId job = stages.runningJob(9);
    for (int i = 0; i < 5; i++) {
      stages.pass(Duration.ofMinutes(2));
      AttemptId attempt = stages.dispatched().get(0);
      stages.endings.exited(attempt, 137, "");
    }
    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);
    desk.jobs.retry(retry(job, false));
    assertThat(stages.state(job)).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aFinishThatFailedRunsAgain() throws Exception {
    JobId job = stages.runningJob(0);
    assertThat(stages.state(job)).isEqualTo(JobState.FINISHING);
    AttemptId finish = stages.beginFinish(job);
    throwUp(finish);
    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);

    assertThat(desk.jobs.retry(retry(job, false)).changed()).isTrue();
    assertThat(stages.state(job)).isEqualTo(JobState.FINISHING);
    assertThat(ledger.jobs().beginFinish(stages.job(job), stages.now()))
        .contains(AttemptId.ofFinish(job, 2));
  }

  @Test
  void setAsidePairsOfAJobThatHasSucceededRunAndItSucceedsAgainWithoutAnotherFinish()
      throws Exception {
    JobId job = stages.runningJob(2);
    for (AttemptId attempt : stages.dispatched()) {
      stages.commit(attempt);
      stages.endings.exited(attempt, 0, "");
    }
    stages.setAside(AttemptId.ofChunk(job, 1, 1), "key 7", "boom");
    assertThat(stages.state(job)).isEqualTo(JobState.FINISHING);
    AttemptId finish = stages.beginFinish(job);
    stages.commitFinish(finish);
    stages.endings.exited(finish, 0, "");
    assertThat(stages.state(job)).isEqualTo(JobState.SUCCEEDED);
    assertThat(desk.logs.skipped(job, 0, 10))
        .containsExactly(new SkippedPair(1, 1, "key 7", "boom"));
    assertThat(desk.jobs.retry(retry(job, false)).changed()).isFalse();

    assertThat(desk.jobs.retry(retry(job, true)).changed()).isTrue();
    stages.dispatcher.run();
    Order order = stages.line.started.get(0);
    assertThat(order.attempt()).isEqualTo(AttemptId.ofChunk(job, 1, 2));
    assertThat(order.chunk().care()).isEqualTo(new Order.Care(false, List.of(), true));
    stages.commit(order.attempt());
    stages.endings.exited(order.attempt(), 0, "");
    assertThat(stages.state(job)).isEqualTo(JobState.FINISHING);
    assertThat(stages.state(job)).isEqualTo(JobState.SUCCEEDED);
    assertThat(stages.job(job).finishAttempt()).isEqualTo(1);
  }

  @Test
  void aJobThatWasCancelledIsNotRetried() throws Exception {
    JobId job = stages.acceptedJob();
    ledger.jobs().requestCancel(job, "anna");
    stages.cancellation.run();
    assertThatThrownBy(() -> desk.jobs.retry(retry(job, false)))
        .isInstanceOf(Refused.class)
        .hasMessage(job + " was cancelled, and that is for good: submit it again");
  }

  @Test
  void whatCannotBeUsedIsRefusedBeforeAnythingChanges() throws Exception {
    JobId job = failedJob();
    Retry nonsense =
        new Retry(
            job,
            false,
            List.of(),
            null,
            List.of(),
            List.of(new NamedText("maxSkiped", "1")),
            "anna");
    assertThatThrownBy(() -> desk.jobs.retry(nonsense))
        .hasMessageContaining("did you mean maxSkipped?");
    Retry nowhere = new Retry(job, false, List.of(), "r-none", List.of(), List.of(), "anna");
    assertThatThrownBy(() -> desk.jobs.retry(nowhere))
        .hasMessageContaining("there is no release r-none");
    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);
  }

  private Order nextOrder() {
    stages.pass(Duration.ofMinutes(2));
    stages.dispatcher.run();
    Order order = stages.line.started.get(0);
    stages.line.started.clear();
    return order;
  }

  private void die(Order order, InMap inMap) {
    stages.endings.exited(new AttemptEnd(order.attempt(), OUT_OF_MEMORY, "last words\n", inMap));
  }

  @Test
  void aPairThatEndsTheJvmIsFoundInThreeAttemptsAndThenKnown() throws Exception {
    JobId job = stages.runningJob(1);
    Order first = nextOrder();
    assertThat(first.chunk().care()).isEqualTo(Order.Care.NONE);
    die(first, InMap.NONE);

    Order second = nextOrder();
    assertThat(second.chunk().care()).isEqualTo(new Order.Care(true, List.of(), false));
    die(second, new InMap(List.of("8123001", "8123002"), false));

    Order third = nextOrder();
    assertThat(third.chunk().care().suspects())
        .containsExactly(new Order.Suspect("8123001", null), new Order.Suspect("8123002", null));
    die(third, new InMap(List.of("8123001"), true));

    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.FAILED);
    assertThat(stages.state(job)).isEqualTo(JobState.FAILED);
    assertThat(desk.jobs.job(job).failedChunks().get(0).failure())
        .isEqualTo(
            "the pair of key 8123001 ends the JVM: OutOfMemoryError (exit code 3), as it was mapped"
                + " alone in "
                + third.attempt()
                + "; its log ends: last words");

    desk.jobs.retry(retry(job, false));
    Order again = nextOrder();
    assertThat(again.attempt().number()).isEqualTo(4);
    assertThat(again.chunk().care().suspects())
        .containsExactly(
            new Order.Suspect("8123001", "OutOfMemoryError (exit code 3)"),
            new Order.Suspect("8123002", null));
  }

  @Test
  void suspectsOfADeathAreNamedAndTheEndThatIsToldTwiceIsNotedOnce() throws Exception {
    JobId job = stages.runningJob(1);
    Order first = nextOrder();
    die(first, InMap.NONE);
    Order second = nextOrder();
    die(second, new InMap(List.of("a", "b"), false));
    die(second, new InMap(List.of("c"), true));
    assertThat(ledger.attempts().find(second.attempt()).orElseThrow().failure())
        .contains("was ended by OutOfMemoryError (exit code 3)", "in map then: a, b; its log ends");
    Order third = nextOrder();
    assertThat(third.chunk().care().suspects())
        .extracting(Order.Suspect::key)
        .containsExactly("a", "b");
    stages.commit(third.attempt());
    stages.endings.exited(third.attempt(), 0, "");
    assertThat(stages.chunk(job, 0).state()).isEqualTo(ChunkState.DONE);
  }

  @Test
  void aMasterThatStartsAnewKnowsTheSuspects() throws Exception {
    stages.runningJob(1);
    die(nextOrder(), new InMap(List.of("a"), false));
    stages = new Stages(ledger, 40);
    stages.pass(Duration.ofMinutes(10));
    ledger.workers().alive().forEach(worker -> stages.roster.admit(worker, false));
    assertThat(nextOrder().chunk().care().suspects()).containsExactly(new Order.Suspect("a", null));
  }
}
