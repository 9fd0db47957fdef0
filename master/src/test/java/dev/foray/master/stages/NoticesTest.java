package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.ledger.Bounds;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Notification;
import dev.foray.master.ledger.Notification.Event;
import dev.foray.master.notify.Notices;
import dev.foray.master.notify.Post;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobAdmin.Retry;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Usd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody is told of, and how often. */
class NoticesTest extends StagesCase {
  private static final Duration STALL = Duration.ofMinutes(10);

  private Notices notices;
  private Wait wait;
  private Progress running;

  @BeforeEach
  void begin() {
    wait = new Wait.NodeDue();
    running = Progress.NONE;
    notices = notices(stages);
  }

  private Notices notices(Stages of) {
    return new Notices(
        ledger,
        new Notices.Wishes("notify", NoticesTest::target, job -> STALL, () -> {}),
        (job, counts) -> wait,
        job -> running,
        of.budgets::left,
        Post::newId,
        "9f3a",
        of::now,
        of::nanos);
  }

  private static Optional<String> target(Job job) {
    return job.settings().isEmpty() ? Optional.empty() : Optional.of(job.settings().get(0).value());
  }

  private List<Notification> told() {
    return ledger.notifications().due(stages.now(), 100);
  }

  private void after(Duration time) {
    stages.pass(time);
    notices.run();
  }

  @Test
  void eachEndOfAJobIsToldOnce() throws Exception {
    JobId job = stages.told(stages.runningJob(1));
    succeed(job);
    notices.run();
    notices.run();
    notices(stages.startedAnew()).run();

    assertThat(told()).extracting(Notification::event).containsExactly(Event.SUCCEEDED);
    assertThat(told().get(0).body())
        .startsWith("{\"id\":\"" + told().get(0).id() + "\",\"event\":\"SUCCEEDED\",\"at\":\"2026-")
        .contains("\"cluster\":\"9f3a\"", "\"job\":\"" + job + "\"", "\"state\":\"SUCCEEDED\"")
        .contains("has SUCCEEDED: 1 of 1 chunks are done, 5 pairs written\"")
        .contains("\"chunks\":1,\"done\":1,\"failed\":0,\"pairsWritten\":5,\"pairsSkipped\":0}");
  }

  @Test
  void failureIsToldAgainWhenItsRetryFails() throws Exception {
    JobId job = stages.told(stages.runningJob(1));
    for (int times = 1; times <= 2; times++) {
      fail(job);
      notices.run();

      assertThat(told()).hasSize(times).allMatch(one -> one.event() == Event.FAILED);
      stages.pass(Duration.ofMinutes(1));
      Retry all = new Retry(job, false, List.of(), null, List.of(), List.of(), "anna");
      assertThat(stages.retry(stages.job(job), all)).isTrue();
    }
  }

  @Test
  void whoeverAskedForNothingIsToldNothing() throws Exception {
    JobId job = stages.runningJob(1);
    after(STALL.multipliedBy(2));
    succeed(job);
    notices.run();

    assertThat(told()).isEmpty();
  }

  @Test
  void endLongerAgoThanADayIsNoNewsAnyMore() throws Exception {
    JobId job = stages.told(stages.runningJob(1));
    succeed(job);
    after(Duration.ofHours(25));

    assertThat(told()).isEmpty();
  }

  @Test
  void jobThatStandsStillIsToldOfOnceUntilItMovesAndStandsStillAgain() throws Exception {
    stages.told(stages.runningJob(3));
    notices.run();
    after(STALL.minusSeconds(1));
    assertThat(told()).isEmpty();
    assertThat(notices.stalled()).isZero();

    after(Duration.ofSeconds(1));
    after(STALL);
    assertThat(told()).extracting(Notification::event).containsExactly(Event.STALLED);
    assertThat(told().get(0).body()).contains("has moved for 10 min: ");
    assertThat(notices.stalled()).isEqualTo(1);

    running = new Progress(1, 0, 0, 0, 0);
    notices.run();
    assertThat(notices.stalled()).isZero();
    after(STALL);
    assertThat(told()).hasSize(2);
  }

  @Test
  void jobWhoseWaitChangesOrThatIsPausedDoesNotStandStill() throws Exception {
    JobId job = stages.told(stages.runningJob(3));
    notices.run();
    stages.pass(STALL.minusSeconds(1));
    wait = new Wait.SlotsTaken();
    after(Duration.ofSeconds(2));
    stages.pause(job);
    after(STALL.multipliedBy(3));

    assertThat(told()).isEmpty();
    assertThat(notices.stalled()).isZero();
  }

  @Test
  void clockThatIsSetMakesNobodyStandStill() throws Exception {
    stages.told(stages.runningJob(3));
    notices.run();
    stages.setClock(Duration.ofHours(5));
    notices.run();

    assertThat(told()).isEmpty();
  }

  @Test
  void budgetThatIsNearlySpentIsToldOnceForEachAmount() throws Exception {
    JobId job = stages.told(stages.runningJob(3, new Bounds(null, Usd.parse("0.60"), null)));
    stages.worker("worker-1", 1);
    stages.pay("worker-1");
    after(Duration.ofMinutes(47));
    assertThat(told()).extracting(Notification::event).doesNotContain(Event.BUDGET);

    after(Duration.ofMinutes(2));
    after(Duration.ofMinutes(2));
    notices(stages).run();
    assertThat(budgets()).hasSize(1);
    assertThat(budgets().get(0).body()).contains(" % of its budget of 0.60 USD\"");

    ledger.steering().budget(job, Usd.parse("2.00"));
    after(Duration.ofMinutes(2));
    assertThat(budgets()).hasSize(1);
    after(Duration.ofHours(2));
    assertThat(budgets()).hasSize(2);
  }

  private List<Notification> budgets() {
    return told().stream().filter(one -> one.event() == Event.BUDGET).toList();
  }

  private void succeed(JobId job) throws Exception {
    stages.worker("worker-1", 1);
    AttemptId attempt = stages.dispatched().get(0);
    stages.commit(attempt);
    stages.endings.exited(attempt, 0, "");
    stages.state(job);
    AttemptId finish = stages.beginFinish(job);
    stages.commitFinish(finish);
    stages.endings.exited(finish, 0, "");
    stages.state(job);
  }

  /** By as many deaths as its settings allow. */
  private void fail(JobId job) {
    stages.roster.all().forEach(one -> stages.roster.dismiss(one.worker().id()));
    stages.worker("worker-" + stages.nanos(), 1);
    for (int death = 0; death < Stages.SETTINGS.attempts(); death++) {
      stages.pass(Duration.ofMinutes(2));
      stages.dispatched().forEach(attempt -> stages.endings.exited(attempt, 137, ""));
    }
    stages.state(job);
  }
}
