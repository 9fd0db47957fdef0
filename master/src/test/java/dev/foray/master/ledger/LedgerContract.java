package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobAdmin.NamedCount;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import dev.foray.protocol.RemoteFailure;
import dev.foray.protocol.Step;
import dev.foray.protocol.TypedText;
import dev.foray.protocol.WorkerState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger does, whatever database it is in. */
abstract class LedgerContract {
  static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

  private Ledger ledger;
  private RunnerRows runner;

  /** One ledger for all tests of a class; each makes jobs of its own. */
  abstract Ledger ledger();

  @BeforeEach
  void connectRunner() throws SQLException {
    ledger = ledger();
    runner = new RunnerRows(ledger.database());
    ledger
        .releases()
        .add(
            new Release(
                "r1",
                NOW,
                List.of(new Order.Jar("b.jar", "bb", 2, "/b"), new Order.Jar("a.jar", "aa", 1, "")),
                List.of("com.example.Second", "com.example.First"),
                List.of("com.example.Entity"),
                true));
  }

  @AfterEach
  void disconnectRunner() throws SQLException {
    runner.close();
  }

  @Test
  void releaseComesBackWithItsJarsInOrder() {
    Release release = ledger.releases().find("r1").orElseThrow();
    assertThat(release.jars())
        .containsExactly(new Order.Jar("b.jar", "bb", 2, ""), new Order.Jar("a.jar", "aa", 1, ""));
    assertThat(release.jobClasses())
        .containsExactlyInAnyOrder("com.example.First", "com.example.Second");
    assertThat(release.entities()).containsExactly("com.example.Entity");
    assertThat(release.bytecodeProvider()).isTrue();
    assertThat(ledger.releases().find("another")).isEmpty();
  }

  @Test
  void releaseThatIsThereStaysAsItIs() {
    ledger.releases().add(new Release("r1", NOW, List.of(), List.of(), List.of(), false));
    assertThat(ledger.releases().find("r1").orElseThrow().jars()).hasSize(2);
  }

  @Test
  void releaseOfNothingCanBeStored() {
    ledger.releases().add(new Release("empty", NOW, List.of(), List.of(), List.of(), false));
    assertThat(ledger.releases().find("empty")).isPresent();
  }

  @Test
  void jobComesBackAsItWasStored() {
    JobId id = ledger.jobs().add(newJob("request-" + UUID.randomUUID(), null)).job();
    Job job = ledger.jobs().find(id).orElseThrow();
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
  void requestThatIsRepeatedGivesTheSameJob() {
    NewJob job = newJob("request-" + UUID.randomUUID(), null);
    Jobs.Added first = ledger.jobs().add(job);
    Jobs.Added second = ledger.jobs().add(job);
    assertThat(first.existed()).isFalse();
    assertThat(second).isEqualTo(new Jobs.Added(first.job(), true));
  }

  @Test
  void jobIsFoundByItsRequestFirstAndThenByItsKey() {
    String key = "key-" + UUID.randomUUID();
    JobId keyed = ledger.jobs().add(newJob("request-" + UUID.randomUUID(), key)).job();
    String request = "request-" + UUID.randomUUID();
    JobId requested = ledger.jobs().add(newJob(request, null)).job();
    assertThat(ledger.jobs().existing("another request", key)).contains(keyed);
    assertThat(ledger.jobs().existing(request, key)).contains(requested);
    assertThat(ledger.jobs().existing("another request", null)).isEmpty();
    assertThat(ledger.jobs().existing("another request", "another key")).isEmpty();
  }

  @Test
  void jobsWithoutKeyAreDifferentJobs() {
    assertThat(ledger.jobs().add(newJob("request-" + UUID.randomUUID(), null)).job())
        .isNotEqualTo(ledger.jobs().add(newJob("request-" + UUID.randomUUID(), null)).job());
  }

  @Test
  void eightSubmissionsWithOneKeyMakeOneJob() throws Exception {
    String key = "key-" + UUID.randomUUID();
    List<Jobs.Added> added =
        atOnce(8, () -> ledger.jobs().add(newJob("request-" + UUID.randomUUID(), key)));
    assertThat(added.stream().map(Jobs.Added::job).distinct()).hasSize(1);
    assertThat(added.stream().filter(one -> !one.existed())).hasSize(1);
  }

  @Test
  void eightCallsOfOneRequestMakeOneJob() throws Exception {
    NewJob job = newJob("request-" + UUID.randomUUID(), null);
    List<Jobs.Added> added = atOnce(8, () -> ledger.jobs().add(job));
    assertThat(added.stream().map(Jobs.Added::job).distinct()).hasSize(1);
    assertThat(added.stream().filter(one -> !one.existed())).hasSize(1);
  }

  @Test
  void jobMovesOnceOnly() {
    JobId id = ledger.jobs().add(newJob("request-" + UUID.randomUUID(), null)).job();
    assertThat(ledger.jobs().move(id, JobState.PLANNING, JobState.RUNNING, null, NOW)).isFalse();
    assertThat(ledger.jobs().move(id, JobState.ACCEPTED, JobState.FAILED, "no class", NOW))
        .isTrue();
    assertThat(ledger.jobs().move(id, JobState.ACCEPTED, JobState.PLANNING, null, NOW)).isFalse();
    Job job = ledger.jobs().find(id).orElseThrow();
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.failure()).isEqualTo("no class");
    assertThat(job.endedAt()).isEqualTo(NOW);
  }

  @Test
  void jobNeverMovesWhereNoJobMay() {
    assertThatThrownBy(
            () -> ledger.jobs().move(new JobId(1), JobState.SUCCEEDED, JobState.RUNNING, null, NOW))
        .hasMessage("job-1 is SUCCEEDED and can't become RUNNING");
  }

  @Test
  void jobsAreFoundByStateOldestFirstAndNewestFirst() {
    JobId first = ledger.jobs().add(newJob("request-" + UUID.randomUUID(), null)).job();
    JobId second = ledger.jobs().add(newJob("request-" + UUID.randomUUID(), null)).job();
    assertThat(ledger.jobs().inState(EnumSet.of(JobState.ACCEPTED)).stream().map(Job::id))
        .containsSubsequence(first, second);
    assertThat(ledger.jobs().newest(2).stream().map(Job::id)).containsExactly(second, first);
    assertThat(ledger.jobs().newest(2).get(1).parameters()).hasSize(1);
    assertThat(ledger.jobs().inState(EnumSet.noneOf(JobState.class))).isEmpty();
  }

  @Test
  void planBeginsOnceForEachReading() {
    Job job = accepted();
    assertThat(ledger.jobs().beginPlan(job, NOW)).contains(AttemptId.ofPlan(job.id(), 1));
    assertThat(ledger.jobs().beginPlan(job, NOW)).isEmpty();
    Job planning = ledger.jobs().find(job.id()).orElseThrow();
    assertThat(planning.state()).isEqualTo(JobState.PLANNING);
    assertThat(ledger.jobs().beginPlan(planning, NOW)).contains(AttemptId.ofPlan(job.id(), 2));
    assertThat(ledger.attempts().of(job.id(), Step.PLAN, 0))
        .extracting(Attempt::id)
        .containsExactly(AttemptId.ofPlan(job.id(), 1), AttemptId.ofPlan(job.id(), 2));
  }

  @Test
  void failedPlanWaitsAndIsCharged() {
    Job job = accepted();
    AttemptId plan = ledger.jobs().beginPlan(job, NOW).orElseThrow();
    Instant later = NOW.plusSeconds(5);
    assertThat(ledger.jobs().stepFailed(plan, threw("boom"), later, NOW)).isTrue();
    Job after = ledger.jobs().find(job.id()).orElseThrow();
    assertThat(after.notBefore()).isEqualTo(later);
    assertThat(after.planFailures()).isEqualTo(1);
    assertThat(ledger.attempts().find(plan).orElseThrow().state()).isEqualTo(AttemptState.FAILED);
  }

  @Test
  void planThatCommittedCantFail() throws SQLException {
    Job job = accepted();
    AttemptId plan = ledger.jobs().beginPlan(job, NOW).orElseThrow();
    runner.plan(plan, 3);
    assertThat(ledger.jobs().stepFailed(plan, threw("late"), NOW, NOW)).isFalse();
    assertThat(ledger.attempts().find(plan).orElseThrow().state()).isEqualTo(AttemptState.STARTING);
    Job planned = ledger.jobs().find(job.id()).orElseThrow();
    assertThat(planned.plannedBy()).isEqualTo(1);
    assertThat(planned.chunkCount()).isEqualTo(3);
    assertThat(ledger.jobs().beginPlan(planned, NOW)).isEmpty();
  }

  @Test
  void rowsThatKeyRangesCutComeBackWithTheirParameters() throws SQLException {
    Job job = accepted();
    long id = job.id().number();
    runner.execute(
        "update foray.job set rows_entity = 'com.example.City', rows_key = 'id',"
            + " rows_where = 'status = :s' where id = "
            + id);
    runner.execute("insert into foray.rows_parameter values (" + id + ", 's', 'String', 'open')");
    runner.execute("insert into foray.job_setting values (" + id + ", 'job', 'attempts', '9')");
    runner.commit();
    Job read = ledger.jobs().find(job.id()).orElseThrow();
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
  void finishBeginsOnlyWhileFinishing() throws SQLException {
    JobId id = running(0);
    Job job = ledger.jobs().find(id).orElseThrow();
    assertThat(ledger.jobs().beginFinish(job, NOW)).isEmpty();
    ledger.jobs().move(id, JobState.RUNNING, JobState.FINISHING, null, NOW);
    AttemptId finish =
        ledger.jobs().beginFinish(ledger.jobs().find(id).orElseThrow(), NOW).orElseThrow();
    assertThat(finish).isEqualTo(AttemptId.ofFinish(id, 1));
    assertThat(ledger.jobs().stepFailed(finish, threw("boom"), NOW, NOW)).isTrue();
    assertThat(ledger.jobs().find(id).orElseThrow().finishFailures()).isEqualTo(1);
    ledger.jobs().move(id, JobState.FINISHING, JobState.FAILED, "boom", NOW);
    assertThat(ledger.jobs().stepFailed(finish, threw("again"), NOW, NOW)).isFalse();
  }

  @Test
  void firstRequestToCancelStays() {
    JobId id = accepted().id();
    ledger.jobs().requestCancel(id, "ann");
    ledger.jobs().requestCancel(id, "bob");
    assertThat(ledger.jobs().find(id).orElseThrow().cancelRequestedBy()).isEqualTo("ann");
  }

  @Test
  void jobThatHasEndedTakesNoRequestToCancel() {
    JobId id = accepted().id();
    ledger.jobs().move(id, JobState.ACCEPTED, JobState.FAILED, "why", NOW);
    ledger.jobs().requestCancel(id, "ann");
    assertThat(ledger.jobs().find(id).orElseThrow().cancelRequestedBy()).isNull();
  }

  @Test
  void dispatchRaisesTheAttemptAndWritesItsRow() throws SQLException {
    JobId job = running(2);
    Chunk chunk = ledger.chunks().ready(job, NOW, 1).get(0);
    AttemptId attempt = ledger.chunks().dispatch(chunk, "r1", "worker-1", NOW).orElseThrow();
    assertThat(attempt).isEqualTo(AttemptId.ofChunk(job, 0, 1));
    assertThat(ledger.chunks().dispatch(chunk, "r1", "worker-2", NOW)).isEmpty();
    Chunk row = ledger.chunks().find(job, 0).orElseThrow();
    assertThat(row.state()).isEqualTo(ChunkState.RUNNING);
    assertThat(row.attempt()).isEqualTo(1);
    Attempt written = ledger.attempts().find(attempt).orElseThrow();
    assertThat(written.state()).isEqualTo(AttemptState.STARTING);
    assertThat(written.worker()).isEqualTo("worker-1");
    assertThat(written.dispatchedAt()).isEqualTo(NOW);
    assertThat(ledger.chunks().ready(job, NOW, 10)).extracting(Chunk::index).containsExactly(1);
  }

  @Test
  void eachChunkGoesToOneOfEightDispatchers() throws Exception {
    JobId job = running(50);
    List<Chunk> ready = ledger.chunks().ready(job, NOW, 50);
    List<List<AttemptId>> taken =
        atOnce(
            8,
            () -> {
              List<AttemptId> mine = new ArrayList<>();
              for (Chunk chunk : ready) {
                ledger.chunks().dispatch(chunk, "r1", "w", NOW).ifPresent(mine::add);
              }
              return mine;
            });
    List<AttemptId> all = taken.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(50);
    assertThat(new HashSet<>(all)).hasSize(50);
    assertThat(ledger.chunks().counts(job).running()).isEqualTo(50);
  }

  @Test
  void chunkGivenBackWaitsForItsTimeAndIsCharged() throws SQLException {
    JobId job = running(1);
    AttemptId attempt = dispatchFirst(job);
    Instant later = NOW.plusSeconds(10);
    assertThat(ledger.chunks().giveBack(attempt, threw("boom"), later, NOW)).isTrue();
    assertThat(ledger.chunks().ready(job, NOW, 1)).isEmpty();
    Chunk ready = ledger.chunks().ready(job, later, 1).get(0);
    assertThat(ready.failures()).isEqualTo(1);
    assertThat(ready.attempt()).isEqualTo(1);
    assertThat(ledger.chunks().counts(job).earliestNotBefore()).isEqualTo(later);
    assertThat(ledger.chunks().dispatch(ready, "r1", "w", later))
        .contains(AttemptId.ofChunk(job, 0, 2));
    assertThat(ledger.chunks().find(job, 0).orElseThrow().notBefore()).isNull();
  }

  @Test
  void endOfAttemptIsWrittenWithItsFailure() throws SQLException {
    JobId job = running(1);
    AttemptId attempt = dispatchFirst(job);
    ledger.chunks().giveBack(attempt, threw("boom \0 \u2603"), null, NOW);
    Attempt row = ledger.attempts().find(attempt).orElseThrow();
    assertThat(row.state()).isEqualTo(AttemptState.FAILED);
    assertThat(row.kind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(row.failureType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(row.failure()).isEqualTo("boom \uFFFD \u2603");
    assertThat(row.endedAt()).isEqualTo(NOW);
    assertThat(row.exitCode()).isEqualTo(3);
  }

  @Test
  void lostAttemptIsNotCharged() throws SQLException {
    JobId job = running(1);
    AttemptId attempt = dispatchFirst(job);
    ledger
        .chunks()
        .giveBack(
            attempt,
            new AttemptOutcome(AttemptState.LOST, FailureKind.LOST, null, null),
            null,
            NOW);
    assertThat(ledger.chunks().find(job, 0).orElseThrow().failures()).isZero();
  }

  @Test
  void chunkThatIsDoneIsNotGivenBackFailedOrCancelled() throws SQLException {
    JobId job = running(1);
    AttemptId attempt = dispatchFirst(job);
    assertThat(runner.fence(attempt, 7)).isTrue();
    runner.commit();
    assertThat(ledger.chunks().giveBack(attempt, threw("late"), null, NOW)).isFalse();
    assertThat(ledger.chunks().fail(attempt, threw("late"), NOW)).isFalse();
    assertThat(ledger.chunks().cancel(attempt, NOW)).isFalse();
    Chunk done = ledger.chunks().find(job, 0).orElseThrow();
    assertThat(done.state()).isEqualTo(ChunkState.DONE);
    assertThat(done.doneBy()).isEqualTo(1);
    assertThat(done.progress()).isEqualTo(new Progress(7, 2, 3, 4, 5));
    assertThat(ledger.attempts().find(attempt).orElseThrow().state())
        .isEqualTo(AttemptState.STARTING);
  }

  @Test
  void giveBackWaitsForTheRunnersCommitAndLoses() throws Exception {
    JobId job = running(1);
    AttemptId attempt = dispatchFirst(job);
    runner.fence(attempt, 1);
    Future<Boolean> giveBack =
        inBackground(() -> ledger.chunks().giveBack(attempt, threw("late"), null, NOW));
    assertStillWaits(giveBack);
    runner.commit();
    assertThat(giveBack.get(30, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void giveBackWaitsForTheRunnersRollbackAndWins() throws Exception {
    JobId job = running(1);
    AttemptId attempt = dispatchFirst(job);
    runner.fence(attempt, 1);
    Future<Boolean> giveBack =
        inBackground(() -> ledger.chunks().giveBack(attempt, threw("late"), null, NOW));
    assertStillWaits(giveBack);
    runner.rollback();
    assertThat(giveBack.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void runnerThatWasGivenBackIsFencedOff() throws SQLException {
    JobId job = running(1);
    AttemptId attempt = dispatchFirst(job);
    ledger.chunks().giveBack(attempt, threw("silent"), null, NOW);
    assertThat(runner.fence(attempt, 1)).isFalse();
    runner.rollback();
    AttemptId next = dispatchFirst(job);
    assertThat(runner.fence(attempt, 1)).isFalse();
    assertThat(runner.fence(next, 1)).isTrue();
    runner.commit();
  }

  @Test
  void rowThatStaysLockedIsReportedWithinSeconds() throws Exception {
    JobId job = running(1);
    AttemptId attempt = dispatchFirst(job);
    runner.fence(attempt, 1);
    Future<Boolean> giveBack =
        inBackground(() -> ledger.chunks().giveBack(attempt, threw("late"), null, NOW));
    assertThatThrownBy(() -> giveBack.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(LedgerUnavailable.class)
        .hasMessageContaining(ledger.describe());
    runner.rollback();
    assertThat(ledger.chunks().giveBack(attempt, threw("late"), null, NOW)).isTrue();
  }

  @Test
  void failedChunksAreNamedWithTheirLastAttempts() throws SQLException {
    JobId job = running(3);
    AttemptId first = dispatchFirst(job);
    ledger.chunks().giveBack(first, threw("first try"), null, NOW);
    AttemptId second = dispatchFirst(job);
    assertThat(ledger.chunks().fail(first, threw("stale"), NOW)).isFalse();
    assertThat(ledger.chunks().fail(second, threw("second try"), NOW)).isTrue();
    assertThat(ledger.attempts().failed(job, 10))
        .extracting(Attempt::id, Attempt::failure)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(second, "second try"));
    assertThat(ledger.chunks().page(job, 0, 10, ChunkState.FAILED)).hasSize(1);
    assertThat(ledger.chunks().page(job, 1, 10, null))
        .extracting(Chunk::index)
        .containsExactly(1, 2);
    assertThat(ledger.chunks().counts(job).failed()).isEqualTo(1);
  }

  @Test
  void firstEndedAreInTheOrderOfTheirEnds() throws SQLException {
    JobId job = running(3);
    AttemptId zero = dispatchFirst(job);
    AttemptId one = dispatchFirst(job);
    dispatchFirst(job);
    ledger.chunks().giveBack(one, threw("earlier"), NOW.plusSeconds(60), NOW.plusSeconds(1));
    ledger.chunks().giveBack(zero, threw("later"), NOW.plusSeconds(60), NOW.plusSeconds(2));
    assertThat(ledger.attempts().firstEnded(job, 5))
        .extracting(Attempt::id)
        .containsExactly(one, zero);
    assertThat(ledger.attempts().firstEnded(job, 1)).hasSize(1);
  }

  @Test
  void cancelTakesReadyAndRunningChunks() throws SQLException {
    JobId job = running(3);
    AttemptId attempt = dispatchFirst(job);
    assertThat(ledger.chunks().cancelReady(job)).isEqualTo(2);
    assertThat(ledger.chunks().cancel(attempt, NOW)).isTrue();
    assertThat(ledger.chunks().cancel(attempt, NOW)).isFalse();
    assertThat(ledger.chunks().counts(job).cancelled()).isEqualTo(3);
    assertThat(ledger.attempts().find(attempt).orElseThrow().state())
        .isEqualTo(AttemptState.CANCELLED);
  }

  @Test
  void attemptStartsOnceAndEndsOnce() throws SQLException {
    AttemptId attempt = dispatchFirst(running(1));
    DatabaseSession session = new DatabaseSession(4711, NOW.plusMillis(3));
    assertThat(ledger.attempts().started(attempt, session, NOW)).isTrue();
    assertThat(ledger.attempts().started(attempt, session, NOW)).isFalse();
    Attempt running = ledger.attempts().find(attempt).orElseThrow();
    assertThat(running.state()).isEqualTo(AttemptState.RUNNING);
    assertThat(running.session()).isEqualTo(session);
    assertThat(ledger.attempts().alive()).extracting(Attempt::id).contains(attempt);
    AttemptOutcome succeeded = new AttemptOutcome(AttemptState.SUCCEEDED, null, null, 0);
    assertThat(ledger.attempts().end(attempt, succeeded, NOW)).isTrue();
    assertThat(ledger.attempts().end(attempt, threw("late"), NOW)).isFalse();
    assertThat(ledger.attempts().started(attempt, session, NOW)).isFalse();
    assertThat(ledger.attempts().find(attempt).orElseThrow().kind()).isNull();
    assertThat(ledger.attempts().alive()).extracting(Attempt::id).doesNotContain(attempt);
  }

  @Test
  void countsAddUpWhatCommitted() throws SQLException {
    JobId job = running(4);
    for (int chunk = 0; chunk < 2; chunk++) {
      AttemptId attempt = dispatchFirst(job);
      runner.fence(attempt, 10);
      runner.count(attempt, "skipped rows", chunk + 1);
      runner.count(attempt, "rows", 5);
      runner.commit();
    }
    dispatchFirst(job);
    ChunkCounts counts = ledger.chunks().counts(job);
    assertThat(counts)
        .isEqualTo(new ChunkCounts(1, 1, 2, 0, 0, new Progress(20, 4, 6, 8, 10), null));
    assertThat(counts.total()).isEqualTo(4);
    assertThat(ledger.jobs().counters(job))
        .containsExactly(new NamedCount("rows", 10), new NamedCount("skipped rows", 3));
  }

  @Test
  void jobWithoutChunksHasNoCounts() {
    assertThat(ledger.chunks().counts(accepted().id()))
        .isEqualTo(new ChunkCounts(0, 0, 0, 0, 0, Progress.NONE, null));
  }

  @Test
  void nodeAndWorkerLiveTheirLives() {
    String node = "node-" + UUID.randomUUID();
    ledger.nodes().add(new Node(node, "local", NodeState.REQUESTED, null, NOW, null, null));
    assertThat(move(node, NodeState.REQUESTED, NodeState.BOOTING, null)).isTrue();
    assertThat(move(node, NodeState.REQUESTED, NodeState.BOOTING, null)).isFalse();
    assertThat(move(node, NodeState.BOOTING, NodeState.UP, null)).isTrue();
    String worker = "worker-" + UUID.randomUUID();
    ledger
        .workers()
        .add(
            new Worker(
                worker,
                node,
                WorkerState.ACTIVE,
                new Endpoint("127.0.0.1", 1098),
                2,
                4,
                1L << 33,
                77,
                "17.0.15",
                NOW,
                null));
    assertThat(ledger.workers().alive()).extracting(Worker::id).contains(worker);
    assertThat(ledger.workers().move(worker, WorkerState.ACTIVE, WorkerState.DRAINING, NOW))
        .isTrue();
    assertThat(ledger.workers().move(worker, WorkerState.ACTIVE, WorkerState.LOST, NOW)).isFalse();
    assertThat(ledger.workers().find(worker).orElseThrow().endedAt()).isNull();
    assertThat(ledger.workers().move(worker, WorkerState.DRAINING, WorkerState.STOPPED, NOW))
        .isTrue();
    assertThat(ledger.workers().find(worker).orElseThrow().endedAt()).isEqualTo(NOW);
    assertThat(ledger.workers().alive()).extracting(Worker::id).doesNotContain(worker);
    assertThat(move(node, NodeState.UP, NodeState.TERMINATING, "nothing left to do")).isTrue();
    assertThat(move(node, NodeState.TERMINATING, NodeState.TERMINATED, null)).isTrue();
    assertThat(ledger.nodes().alive()).extracting(Node::id).doesNotContain(node);
    Node ended = ledger.nodes().find(node).orElseThrow();
    assertThat(ended)
        .isEqualTo(
            new Node(node, "local", NodeState.TERMINATED, "nothing left to do", NOW, NOW, NOW));
    assertThat(ledger.nodes().newest(1)).containsExactly(ended);
  }

  @Test
  void hundredThousandChunksAreCountedAndReadQuickly() throws SQLException {
    JobId job = running(100_000);
    runner.execute(
        "update foray.chunk set state = 'DONE', attempt = 1, done_by = 1, pairs_read = 1,"
            + " pairs_mapped = 1, pairs_emitted = 1, pairs_written = 1, pairs_skipped = 0"
            + " where chunk_index < 60000 and job_id = "
            + job.number());
    runner.commit();
    assertThat(ledger.chunks().counts(job).done()).isEqualTo(60_000);
    Duration counts = fastest(() -> ledger.chunks().counts(job));
    Duration ready = fastest(() -> ledger.chunks().ready(job, NOW, 100));
    assertThat(counts).isLessThan(Duration.ofMillis(200));
    assertThat(ready).isLessThan(Duration.ofMillis(50));
  }

  private static Duration fastest(Runnable work) {
    Duration fastest = Duration.ofDays(1);
    for (int round = 0; round < 10; round++) {
      long start = System.nanoTime();
      work.run();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
    }
    return fastest;
  }

  private boolean move(String node, NodeState from, NodeState to, @Nullable String reason) {
    return ledger.nodes().move(node, from, to, reason, NOW);
  }

  static NewJob newJob(String request, @Nullable String key) {
    return new NewJob(
        "com.example.First",
        "r1",
        request,
        key,
        false,
        "ann@host",
        NOW,
        "Europe/Vienna",
        "de-AT",
        "UTF-8",
        List.of(new NamedText("since", "2026-01-01")),
        List.of(
            new Setting("attempts", "3", "command line"),
            new Setting("attempts", "5", "configuration")));
  }

  private Job accepted() {
    JobId id = ledger.jobs().add(newJob("request-" + UUID.randomUUID(), null)).job();
    return ledger.jobs().find(id).orElseThrow();
  }

  /** A RUNNING job with so many READY chunks. */
  private JobId running(int chunks) throws SQLException {
    Job job = accepted();
    AttemptId plan = ledger.jobs().beginPlan(job, NOW).orElseThrow();
    runner.plan(plan, chunks);
    ledger.attempts().end(plan, new AttemptOutcome(AttemptState.SUCCEEDED, null, null, 0), NOW);
    assertThat(ledger.jobs().move(job.id(), JobState.PLANNING, JobState.RUNNING, null, NOW))
        .isTrue();
    return job.id();
  }

  private AttemptId dispatchFirst(JobId job) {
    return ledger.chunks().ready(job, NOW, 1).stream()
        .findFirst()
        .flatMap(chunk -> ledger.chunks().dispatch(chunk, "r1", "worker-1", NOW))
        .orElseThrow();
  }

  private static AttemptOutcome threw(String message) {
    RemoteFailure failure =
        new RemoteFailure(
            "java.lang.IllegalStateException", message, "java.lang.ArithmeticException", "stack");
    return new AttemptOutcome(AttemptState.FAILED, FailureKind.USER_CODE, failure, 3);
  }

  private static void assertStillWaits(Future<Boolean> future) {
    assertThatThrownBy(() -> future.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
  }

  private static <T> Future<T> inBackground(Callable<T> work) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<T> future = thread.submit(work);
    thread.shutdown();
    return future;
  }

  private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(java.util.Collections.nCopies(threads, work))) {
        results.add(future.get(60, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
