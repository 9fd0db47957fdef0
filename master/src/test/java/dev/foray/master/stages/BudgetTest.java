package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.ledger.Bounds;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobAdmin.Forecast;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Usd;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs whose nodes may cost so much, at 0.60 USD an hour, that is a cent a minute. */
class BudgetTest extends StagesCase {
  private Desk desk;

  @BeforeEach
  void begin() {
    desk = new Desk(stages);
  }

  private JobId job(String budget) throws Exception {
    JobId job = stages.runningJob(9, new Bounds(null, Usd.parse(budget), null));
    stages.worker("worker-1", 1);
    stages.pay("worker-1");
    return job;
  }

  /** The chunk that runs ends after that time. */
  private void ends(AttemptId attempt, Duration time) throws Exception {
    stages.pass(time);
    stages.commit(attempt);
    stages.endings.exited(attempt, 0, "");
  }

  @Test
  void jobWhoseBudgetIsUsedUpBeginsNothingMoreUntilItGetsMore() throws Exception {
    JobId job = job("1");
    ends(stages.dispatched().get(0), Duration.ofMinutes(10));
    AttemptId second = stages.dispatched().get(0);

    ends(second, Duration.ofMinutes(82));

    assertThat(stages.dispatched()).as("0.92 are spent, and a chunk costs 0.46").isEmpty();
    assertThat(desk.jobs.why(job).code()).isEqualTo("BUDGET_USED");
    assertThat(stages.state(job)).isEqualTo(JobState.RUNNING);

    assertThat(desk.jobs.budget(job, "2", "anna").changed()).isTrue();
    assertThat(desk.jobs.budget(job, "2", "ben").changed()).isFalse();
    assertThat(stages.dispatched()).containsExactly(AttemptId.ofChunk(job, 2, 1));
    assertThat(desk.jobs.budget(job, null, "anna").job().bill().budget()).isNull();
  }

  @Test
  void whatRunsFinishesThoughTheBudgetIsUsedUp() throws Exception {
    JobId job = job("1");
    AttemptId first = stages.dispatched().get(0);

    ends(first, Duration.ofMinutes(200));

    assertThat(desk.jobs.job(job).done()).isEqualTo(1);
    assertThat(stages.dispatched()).isEmpty();
    assertThat(desk.jobs.job(job).bill())
        .isEqualTo(new Bill(1, 12_000, Usd.parse("2"), 0, Usd.parse("1"), null));
  }

  @Test
  void budgetThatCouldNotBeKeptIsRefused() throws Exception {
    JobId job = job("1");

    assertThatThrownBy(() -> desk.jobs.budget(job, "0.59", "anna"))
        .hasMessage(
            "a budget of 0.59 USD is below one node-hour, which costs up to 0.60: give at least so"
                + " much");
    assertThatThrownBy(() -> desk.jobs.budget(job, "much", "anna"))
        .hasMessage("the budget is \"much\": write USD, such as 12.50");
    ledger.jobs().move(job, JobState.RUNNING, JobState.FAILED, "why", stages.now());
    assertThatThrownBy(() -> desk.jobs.budget(job, "5", "anna"))
        .hasMessage(job + " has FAILED already: there is nothing to pay for");
  }

  @Test
  void jobsOneAfterTheOtherShareWhatTheirNodesCost() throws Exception {
    JobId first = job("5");
    stages.pass(Duration.ofMinutes(10));
    ledger.jobs().move(first, JobState.RUNNING, JobState.FAILED, "enough", stages.now());
    stages.pass(Duration.ofMinutes(5));
    assertThat(bill(first).seconds()).as("nobody else's").isEqualTo(15 * 60);

    JobId second = stages.runningJob(1);
    stages.pass(Duration.ofMinutes(7));

    assertThat(bill(first).seconds()).isEqualTo(15 * 60);
    assertThat(bill(second)).isEqualTo(new Bill(1, 420, Usd.parse("0.07"), 0, null, null));
  }

  @Test
  void jobsAtTheSameTimeEachHaveWhatAllNodesCost() throws Exception {
    JobId first = job("5");
    stages.pass(Duration.ofMinutes(10));
    JobId second = stages.runningJob(1);
    stages.pass(Duration.ofMinutes(10));
    ledger.jobs().move(first, JobState.RUNNING, JobState.FAILED, "enough", stages.now());
    stages.pass(Duration.ofMinutes(10));

    assertThat(bill(first).seconds()).isEqualTo(20 * 60);
    assertThat(bill(second).seconds()).isEqualTo(20 * 60);
  }

  @Test
  void jobThatIsPlannedIsForetold() throws Exception {
    JobId job = stages.runningJob(40, new Bounds(null, Usd.parse("0.70"), Duration.ofMinutes(2)));

    Forecast forecast = desk.jobs.forecast(job);

    assertThat(forecast.nodes()).isEqualTo(4);
    assertThat(forecast.connections()).isEqualTo(16);
    assertThat(forecast.chunkSource()).isEqualTo("as you say");
    assertThat(forecast.seconds()).as("a minute, and five rounds").isEqualTo(11 * 60);
    assertThat(forecast.usd()).isEqualTo(Usd.parse("0.44"));
    assertThatThrownBy(() -> desk.jobs.forecast(stages.acceptedJob()))
        .hasMessageEndingWith(" has no plan yet: ask again when it has");
  }

  @Test
  void nodeOfUnknownPriceIsSaidToBe() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    ledger.meters().note("node-1", stages.now(), stages.now().plusSeconds(1), null);

    assertThat(bill(job)).isEqualTo(new Bill(1, 60, Usd.ZERO, 1, null, null));
  }

  private Bill bill(JobId job) throws Exception {
    return desk.jobs.job(job).bill();
  }
}
