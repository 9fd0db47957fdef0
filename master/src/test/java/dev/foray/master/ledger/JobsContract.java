package dev.foray.master.ledger;

import static dev.foray.master.ledger.LedgerRig.NOW;
import static dev.foray.master.ledger.LedgerRig.atOnce;
import static dev.foray.master.ledger.LedgerRig.newJob;
import static dev.foray.master.ledger.LedgerRig.threw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.JobAdmin.Limit;
import dev.foray.protocol.JobAdmin.Pause;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.Step;
import dev.foray.protocol.TypedText;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every ledger does with jobs, their plan and their finish. */
interface JobsContract {
  LedgerRig rig();

  @Test
  default void jobComesBackAsItWasStored() {
    JobId id = rig().ledger().jobs().add(newJob("request-" + UUID.randomUUID(), null)).job();
    Job job = rig().ledger().jobs().find(id).orElseThrow();
    assertThat(job.state()).isEqualTo(JobState.ACCEPTED);
    assertThat(job.submittedAt()).isEqualTo(NOW);
    assertThat(job.parameters()).containsExactly(new NamedText("since", "2026-01-01"));
    assertThat(job.settings())
        .containsExactlyInAnyOrder(
            new Setting("attempts", "3", "command line"),
            new Setting("attempts", "5", "configuration"));
    assertThat(job.rows()).isNull();
    assertThat(job.plannedBy()).isNull();
  }

  @Test
  default void requestThatIsRepeatedGivesTheSameJob() {
    NewJob job = newJob("request-" + UUID.randomUUID(), null);
    Jobs.Added first = rig().ledger().jobs().add(job);
    Jobs.Added second = rig().ledger().jobs().add(job);
    assertThat(first.existed()).isFalse();
    assertThat(second).isEqualTo(new Jobs.Added(first.job(), true));
  }

  /** As a plan or a finish holds its job's row, from its fence to its commit. */
  @Test
  default void rowThatAnotherSessionHoldsIsToldApartFromADatabaseThatIsAway() throws SQLException {
    JobId job = rig().accepted().id();
    rig().runner().execute("update foray.job set planned_by = 1 where id = " + job.number());
    try {
      assertThatThrownBy(() -> rig().ledger().jobs().requestCancel(job, "ada"))
          .isInstanceOfSatisfying(
              LedgerUnavailable.class, refusal -> assertThat(refusal.rowHeld()).isTrue());
    } finally {
      rig().runner().rollback();
    }
    rig().ledger().jobs().requestCancel(job, "ada");
    assertThat(rig().ledger().jobs().find(job).orElseThrow().cancelRequestedBy()).isEqualTo("ada");
  }

  @Test
  default void jobIsFoundByItsRequestFirstAndThenByItsKey() {
    Jobs jobs = rig().ledger().jobs();
    String key = "key-" + UUID.randomUUID();
    JobId keyed = jobs.add(newJob("request-" + UUID.randomUUID(), key)).job();
    String request = "request-" + UUID.randomUUID();
    JobId requested = jobs.add(newJob(request, null)).job();
    assertThat(jobs.existing("another request", key)).contains(keyed);
    assertThat(jobs.existing(request, key)).contains(requested);
    assertThat(jobs.existing("another request", null)).isEmpty();
    assertThat(jobs.existing("another request", "another key")).isEmpty();
  }

  @Test
  default void nearestJobIsThatWhoseNumberIsAndOfTwoTheNewerOne() throws SQLException {
    Jobs jobs = rig().ledger().jobs();
    long gone = rig().accepted().id().number() + 1_000_000;
    assertThat(jobs.nearest(new JobId(gone))).contains(jobs.newest(1).get(0).id());
    assertThat(jobs.nearest(new JobId(-1)).orElseThrow().number()).isPositive();

    rig().accepted();
    JobId between = rig().accepted().id();
    JobId after = rig().accepted().id();
    rig().runner().execute("delete from foray.job_setting where job_id = " + between.number());
    rig().runner().execute("delete from foray.job_parameter where job_id = " + between.number());
    rig().runner().execute("delete from foray.job where id = " + between.number());
    rig().runner().commit();

    assertThat(jobs.nearest(between)).contains(after);
  }

  @Test
  default void jobsWithoutKeyAreDifferentJobs() {
    assertThat(rig().ledger().jobs().add(newJob("request-" + UUID.randomUUID(), null)).job())
        .isNotEqualTo(
            rig().ledger().jobs().add(newJob("request-" + UUID.randomUUID(), null)).job());
  }

  @Test
  default void eightSubmissionsWithOneKeyMakeOneJob() throws Exception {
    String key = "key-" + UUID.randomUUID();
    List<Jobs.Added> added =
        atOnce(8, () -> rig().ledger().jobs().add(newJob("request-" + UUID.randomUUID(), key)));
    assertThat(added.stream().map(Jobs.Added::job).distinct()).hasSize(1);
    assertThat(added.stream().filter(one -> !one.existed())).hasSize(1);
  }

  @Test
  default void eightCallsOfOneRequestMakeOneJob() throws Exception {
    NewJob job = newJob("request-" + UUID.randomUUID(), null);
    List<Jobs.Added> added = atOnce(8, () -> rig().ledger().jobs().add(job));
    assertThat(added.stream().map(Jobs.Added::job).distinct()).hasSize(1);
    assertThat(added.stream().filter(one -> !one.existed())).hasSize(1);
  }

  @Test
  default void jobMovesOnceOnly() {
    JobId id = rig().ledger().jobs().add(newJob("request-" + UUID.randomUUID(), null)).job();
    assertThat(rig().ledger().jobs().move(id, JobState.PLANNING, JobState.RUNNING, null, NOW))
        .isFalse();
    assertThat(rig().ledger().jobs().move(id, JobState.ACCEPTED, JobState.FAILED, "no class", NOW))
        .isTrue();
    assertThat(rig().ledger().jobs().move(id, JobState.ACCEPTED, JobState.PLANNING, null, NOW))
        .isFalse();
    Job job = rig().ledger().jobs().find(id).orElseThrow();
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.failure()).isEqualTo("no class");
    assertThat(job.endedAt()).isEqualTo(NOW);
  }

  @Test
  default void jobNeverMovesWhereNoJobMay() {
    assertThatThrownBy(
            () ->
                rig()
                    .ledger()
                    .jobs()
                    .move(new JobId(1), JobState.CANCELLED, JobState.RUNNING, null, NOW))
        .hasMessage("job-1 is CANCELLED and can't become RUNNING");
  }

  @Test
  default void jobsAreFoundByStateOldestFirstAndNewestFirst() {
    JobId first = rig().ledger().jobs().add(newJob("request-" + UUID.randomUUID(), null)).job();
    JobId second = rig().ledger().jobs().add(newJob("request-" + UUID.randomUUID(), null)).job();
    assertThat(rig().ledger().jobs().inState(EnumSet.of(JobState.ACCEPTED)).stream().map(Job::id))
        .containsSubsequence(first, second);
    assertThat(rig().ledger().jobs().newest(2).stream().map(Job::id))
        .containsExactly(second, first);
    assertThat(rig().ledger().jobs().newest(2).get(1).parameters()).hasSize(1);
    assertThat(rig().ledger().jobs().inState(EnumSet.noneOf(JobState.class))).isEmpty();
  }

  @Test
  default void planBeginsOnceForEachReading() {
    Job job = rig().accepted();
    assertThat(rig().ledger().jobs().beginPlan(job, NOW)).contains(AttemptId.ofPlan(job.id(), 1));
    assertThat(rig().ledger().jobs().beginPlan(job, NOW)).isEmpty();
    Job planning = rig().ledger().jobs().find(job.id()).orElseThrow();
    assertThat(planning.state()).isEqualTo(JobState.PLANNING);
    assertThat(rig().ledger().jobs().beginPlan(planning, NOW))
        .contains(AttemptId.ofPlan(job.id(), 2));
    assertThat(rig().ledger().attempts().of(job.id(), Step.PLAN, 0))
        .extracting(Attempt::id)
        .containsExactly(AttemptId.ofPlan(job.id(), 1), AttemptId.ofPlan(job.id(), 2));
  }

  @Test
  default void failedPlanWaitsAndIsCharged() {
    Job job = rig().accepted();
    AttemptId plan = rig().ledger().jobs().beginPlan(job, NOW).orElseThrow();
    Instant later = NOW.plusSeconds(5);
    assertThat(rig().ledger().jobs().stepFailed(plan, threw("boom"), later, NOW)).isTrue();
    Job after = rig().ledger().jobs().find(job.id()).orElseThrow();
    assertThat(after.notBefore()).isEqualTo(later);
    assertThat(after.planFailures()).isEqualTo(1);
    assertThat(rig().ledger().attempts().find(plan).orElseThrow().state())
        .isEqualTo(AttemptState.FAILED);
  }

  @Test
  default void planThatCommittedCantFail() throws SQLException {
    Job job = rig().accepted();
    AttemptId plan = rig().ledger().jobs().beginPlan(job, NOW).orElseThrow();
    rig().runner().plan(plan, 3, 0);
    assertThat(rig().ledger().jobs().stepFailed(plan, threw("late"), NOW, NOW)).isFalse();
    assertThat(rig().ledger().attempts().find(plan).orElseThrow().state())
        .isEqualTo(AttemptState.STARTING);
    Job planned = rig().ledger().jobs().find(job.id()).orElseThrow();
    assertThat(planned.plannedBy()).isEqualTo(1);
    assertThat(planned.chunkCount()).isEqualTo(3);
    assertThat(rig().ledger().jobs().beginPlan(planned, NOW)).isEmpty();
  }

  @Test
  default void rowsThatKeyRangesCutComeBackWithTheirParameters() throws SQLException {
    Job job = rig().accepted();
    long id = job.id().number();
    rig()
        .runner()
        .execute(
            "update foray.job set rows_entity = 'com.example.City', rows_key = 'id',"
                + " rows_where = 'status = :s' where id = "
                + id);
    rig()
        .runner()
        .execute("insert into foray.rows_parameter values (" + id + ", 's', 'String', 'open')");
    rig()
        .runner()
        .execute("insert into foray.job_setting values (" + id + ", 'job', 'attempts', '9')");
    rig().runner().commit();
    Job read = rig().ledger().jobs().find(job.id()).orElseThrow();
    assertThat(read.rows())
        .isEqualTo(
            new Order.Rows(
                "com.example.City",
                "id",
                "status = :s",
                List.of(new TypedText("s", "String", "open"))));
    assertThat(read.settings()).hasSize(3).contains(new Setting("attempts", "9", "job"));
  }

  @Test
  default void finishBeginsOnlyWhileFinishing() throws SQLException {
    JobId id = rig().running(0);
    Job job = rig().ledger().jobs().find(id).orElseThrow();
    assertThat(rig().ledger().jobs().beginFinish(job, NOW)).isEmpty();
    rig().ledger().jobs().move(id, JobState.RUNNING, JobState.FINISHING, null, NOW);
    AttemptId finish =
        rig()
            .ledger()
            .jobs()
            .beginFinish(rig().ledger().jobs().find(id).orElseThrow(), NOW)
            .orElseThrow();
    assertThat(finish).isEqualTo(AttemptId.ofFinish(id, 1));
    assertThat(rig().ledger().jobs().stepFailed(finish, threw("boom"), NOW, NOW)).isTrue();
    assertThat(rig().ledger().jobs().find(id).orElseThrow().finishFailures()).isEqualTo(1);
    rig().ledger().jobs().move(id, JobState.FINISHING, JobState.FAILED, "boom", NOW);
    assertThat(rig().ledger().jobs().stepFailed(finish, threw("again"), NOW, NOW)).isFalse();
  }

  @Test
  default void jobFailsTogetherWithItsStepAndOnce() {
    JobId id = rig().accepted().id();
    AttemptId plan =
        rig()
            .ledger()
            .jobs()
            .beginPlan(rig().ledger().jobs().find(id).orElseThrow(), NOW)
            .orElseThrow();

    assertThat(rig().ledger().jobs().failedWithStep(plan, threw("boom"), "it went boom", NOW))
        .isTrue();

    Job job = rig().ledger().jobs().find(id).orElseThrow();
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.failure()).isEqualTo("it went boom");
    assertThat(job.endedAt()).isEqualTo(NOW);
    assertThat(rig().ledger().attempts().find(plan).orElseThrow().state())
        .isEqualTo(AttemptState.FAILED);
    assertThat(rig().ledger().jobs().failedWithStep(plan, threw("boom"), "again", NOW)).isFalse();
  }

  @Test
  default void endOfAStepThatIsToldTwiceIsChargedOnce() {
    JobId id = rig().accepted().id();
    AttemptId plan =
        rig()
            .ledger()
            .jobs()
            .beginPlan(rig().ledger().jobs().find(id).orElseThrow(), NOW)
            .orElseThrow();
    assertThat(rig().ledger().jobs().stepFailed(plan, threw("boom"), NOW, NOW)).isTrue();
    assertThat(rig().ledger().jobs().stepFailed(plan, threw("boom"), NOW, NOW)).isFalse();
    assertThat(rig().ledger().jobs().find(id).orElseThrow().planFailures()).isEqualTo(1);
  }

  @Test
  default void jobDoesNotGoOnWhileAChunkIsNotDone() throws SQLException {
    JobId id = rig().running(3, 2);
    for (JobState next : List.of(JobState.FINISHING, JobState.SUCCEEDED)) {
      assertThat(rig().ledger().jobs().move(id, JobState.RUNNING, next, null, NOW)).isFalse();
    }
    AttemptId last = rig().dispatchFirst(id);
    assertThat(rig().ledger().jobs().move(id, JobState.RUNNING, JobState.FINISHING, null, NOW))
        .isFalse();
    rig().runner().fence(last, 1);
    rig().runner().commit();
    assertThat(rig().ledger().jobs().move(id, JobState.RUNNING, JobState.FINISHING, null, NOW))
        .isTrue();
  }

  @Test
  default void planThatWasOvertakenCantFailAndStaleReadingBeginsNone() {
    Job job = rig().accepted();
    AttemptId older = rig().ledger().jobs().beginPlan(job, NOW).orElseThrow();
    Job stale = rig().ledger().jobs().find(job.id()).orElseThrow();
    assertThat(rig().ledger().jobs().beginPlan(stale, NOW)).isPresent();
    assertThat(rig().ledger().jobs().stepFailed(older, threw("late"), NOW, NOW)).isFalse();
    assertThat(rig().ledger().jobs().beginPlan(stale, NOW)).isEmpty();
  }

  @Test
  default void finishThatWasOvertakenCantFailAndStaleReadingBeginsNone() throws SQLException {
    JobId id = rig().running(0);
    rig().ledger().jobs().move(id, JobState.RUNNING, JobState.FINISHING, null, NOW);
    Job first = rig().ledger().jobs().find(id).orElseThrow();
    AttemptId older = rig().ledger().jobs().beginFinish(first, NOW).orElseThrow();
    Job stale = rig().ledger().jobs().find(id).orElseThrow();
    assertThat(rig().ledger().jobs().beginFinish(stale, NOW)).isPresent();
    assertThat(rig().ledger().jobs().stepFailed(older, threw("late"), NOW, NOW)).isFalse();
    assertThat(rig().ledger().jobs().beginFinish(stale, NOW)).isEmpty();
  }

  @Test
  default void finishThatCommittedCantFailNorBeginAgain() throws SQLException {
    JobId id = rig().running(0);
    rig().ledger().jobs().move(id, JobState.RUNNING, JobState.FINISHING, null, NOW);
    Job finishing = rig().ledger().jobs().find(id).orElseThrow();
    AttemptId finish = rig().ledger().jobs().beginFinish(finishing, NOW).orElseThrow();
    rig().runner().execute("update foray.job set finished_by = 1 where id = " + id.number());
    rig().runner().commit();
    assertThat(rig().ledger().jobs().stepFailed(finish, threw("late"), NOW, NOW)).isFalse();
    Job finished = rig().ledger().jobs().find(id).orElseThrow();
    assertThat(rig().ledger().jobs().beginFinish(finished, NOW)).isEmpty();
  }

  @Test
  default void firstRequestToCancelStays() {
    JobId id = rig().accepted().id();
    rig().ledger().jobs().requestCancel(id, "ann");
    rig().ledger().jobs().requestCancel(id, "bob");
    assertThat(rig().ledger().jobs().find(id).orElseThrow().cancelRequestedBy()).isEqualTo("ann");
  }

  @Test
  default void firstPauseStaysUntilTheJobIsResumed() {
    JobId id = rig().accepted().id();
    Steering steering = rig().ledger().steering();
    assertThat(steering.resume(id)).isFalse();
    assertThat(steering.pause(id, "ann", NOW)).isTrue();
    assertThat(steering.pause(id, "bob", NOW.plusSeconds(5))).isFalse();
    assertThat(rig().ledger().jobs().find(id).orElseThrow().pause())
        .isEqualTo(new Pause("ann", NOW));
    assertThat(steering.resume(id)).isTrue();
    assertThat(rig().ledger().jobs().find(id).orElseThrow().pause()).isNull();
  }

  @Test
  default void lastLimitHolds() {
    JobId id = rig().accepted().id();
    Steering steering = rig().ledger().steering();
    assertThat(steering.unlimit(id)).isFalse();
    assertThat(steering.limit(id, 3, "ann", NOW)).isTrue();
    assertThat(steering.limit(id, 3, "bob", NOW.plusSeconds(5))).isFalse();
    assertThat(rig().ledger().jobs().find(id).orElseThrow().limit())
        .isEqualTo(new Limit(3, "ann", NOW));
    assertThat(steering.limit(id, 2, "bob", NOW.plusSeconds(5))).isTrue();
    assertThat(rig().ledger().jobs().find(id).orElseThrow().limit())
        .isEqualTo(new Limit(2, "bob", NOW.plusSeconds(5)));
    assertThat(steering.unlimit(id)).isTrue();
    assertThat(rig().ledger().jobs().find(id).orElseThrow().limit()).isNull();
  }

  @Test
  default void pausedJobsChunksAreNotDispatched() throws SQLException {
    JobId id = rig().running(2);
    Chunk chunk = rig().ledger().chunks().ready(id, NOW, 1).get(0);
    rig().ledger().steering().pause(id, "ann", NOW);
    assertThat(rig().ledger().chunks().dispatch(chunk, "release", "worker-1", NOW)).isEmpty();
    rig().ledger().steering().resume(id);
    assertThat(rig().ledger().chunks().dispatch(chunk, "release", "worker-1", NOW)).isPresent();
  }

  @Test
  default void jobThatIsNotUnderWayIsNotSteered() {
    Steering steering = rig().ledger().steering();
    JobId ended = rig().accepted().id();
    rig().ledger().jobs().move(ended, JobState.ACCEPTED, JobState.FAILED, "why", NOW);
    JobId cancelled = rig().accepted().id();
    rig().ledger().jobs().requestCancel(cancelled, "ann");
    for (JobId id : List.of(ended, cancelled)) {
      assertThat(steering.pause(id, "ann", NOW)).isFalse();
      assertThat(steering.limit(id, 1, "ann", NOW)).isFalse();
    }
  }

  @Test
  default void jobThatHasEndedTakesNoRequestToCancel() {
    JobId id = rig().accepted().id();
    rig().ledger().jobs().move(id, JobState.ACCEPTED, JobState.FAILED, "why", NOW);
    rig().ledger().jobs().requestCancel(id, "ann");
    assertThat(rig().ledger().jobs().find(id).orElseThrow().cancelRequestedBy()).isNull();
  }
}
