package dev.foray.master.ledger;

import static dev.foray.master.ledger.LedgerRig.NOW;
import static dev.foray.master.ledger.LedgerRig.atOnce;
import static dev.foray.master.ledger.LedgerRig.inBackground;
import static dev.foray.master.ledger.LedgerRig.threw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobAdmin.NamedCount;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Progress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What every ledger does with chunks and their attempts. */
interface ChunksContract {
  LedgerRig rig();

  @Test
  default void dispatchRaisesTheAttemptAndWritesItsRow() throws SQLException {
    JobId job = rig().running(2);
    Chunk chunk = rig().ledger().chunks().ready(job, NOW, 1).get(0);
    AttemptId attempt =
        rig().ledger().chunks().dispatch(chunk, "r1", "worker-1", NOW).orElseThrow();
    assertThat(attempt).isEqualTo(AttemptId.ofChunk(job, 0, 1));
    assertThat(rig().ledger().chunks().dispatch(chunk, "r1", "worker-2", NOW)).isEmpty();
    Chunk row = rig().ledger().chunks().find(job, 0).orElseThrow();
    assertThat(row.state()).isEqualTo(ChunkState.RUNNING);
    assertThat(row.attempt()).isEqualTo(1);
    Attempt written = rig().ledger().attempts().find(attempt).orElseThrow();
    assertThat(written.state()).isEqualTo(AttemptState.STARTING);
    assertThat(written.worker()).isEqualTo("worker-1");
    assertThat(written.dispatchedAt()).isEqualTo(NOW);
    assertThat(rig().ledger().chunks().ready(job, NOW, 10))
        .extracting(Chunk::index)
        .containsExactly(1);
  }

  @Test
  default void lastChunkIsThatWithTheGreatestIndex() throws SQLException {
    assertThat(rig().ledger().chunks().lastIndex(rig().running(3))).contains(2);
    assertThat(rig().ledger().chunks().lastIndex(rig().accepted().id())).isEmpty();
  }

  @Test
  default void chunksWithTurnsBeginInThose() throws SQLException {
    JobId job = rig().running(3);
    assertThat(nextOf(job)).containsExactly(0, 1, 2);
    rig().runner().turn(job);
    assertThat(nextOf(job)).containsExactly(2, 1, 0);
    assertThat(rig().ledger().chunks().ready(job, NOW, 10))
        .extracting(Chunk::index)
        .containsExactly(0, 1, 2);
  }

  private List<Integer> nextOf(JobId job) {
    Job planned = rig().ledger().jobs().find(job).orElseThrow();
    return rig().ledger().chunks().next(planned, NOW, 10).stream().map(Chunk::index).toList();
  }

  @Test
  default void staleReadingDispatchesNothing() throws SQLException {
    JobId job = rig().running(1);
    Chunk before = rig().ledger().chunks().ready(job, NOW, 1).get(0);
    AttemptId attempt = rig().dispatchFirst(job);
    rig().ledger().chunks().giveBack(attempt, threw("boom"), null, NOW);
    assertThat(rig().ledger().chunks().dispatch(before, "r1", "w", NOW)).isEmpty();

    Chunk ready = rig().ledger().chunks().ready(job, NOW, 1).get(0);
    rig().ledger().chunks().cancelReady(job);
    assertThat(rig().ledger().chunks().dispatch(ready, "r1", "w", NOW)).isEmpty();
  }

  @Test
  default void eachChunkGoesToOneOfEightDispatchers() throws Exception {
    JobId job = rig().running(50);
    List<Chunk> ready = rig().ledger().chunks().ready(job, NOW, 50);
    List<List<AttemptId>> taken =
        atOnce(
            8,
            () -> {
              List<AttemptId> mine = new ArrayList<>();
              for (Chunk chunk : ready) {
                rig().ledger().chunks().dispatch(chunk, "r1", "w", NOW).ifPresent(mine::add);
              }
              return mine;
            });
    List<AttemptId> all = taken.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(50);
    assertThat(new HashSet<>(all)).hasSize(50);
    assertThat(rig().ledger().chunks().counts(job).running()).isEqualTo(50);
  }

  @Test
  default void chunkGivenBackWaitsForItsTimeAndIsCharged() throws SQLException {
    JobId job = rig().running(1);
    AttemptId attempt = rig().dispatchFirst(job);
    Instant later = NOW.plusSeconds(10);
    assertThat(rig().ledger().chunks().giveBack(attempt, threw("boom"), later, NOW)).isTrue();
    assertThat(rig().ledger().chunks().ready(job, NOW, 1)).isEmpty();
    Chunk ready = rig().ledger().chunks().ready(job, later, 1).get(0);
    assertThat(ready.failures()).isEqualTo(1);
    assertThat(ready.attempt()).isEqualTo(1);
    assertThat(rig().ledger().chunks().nextDue(job).orElseThrow().notBefore()).isEqualTo(later);
    assertThat(rig().ledger().chunks().dispatch(ready, "r1", "w", later))
        .contains(AttemptId.ofChunk(job, 0, 2));
    assertThat(rig().ledger().chunks().find(job, 0).orElseThrow().notBefore()).isNull();
  }

  @Test
  default void endOfAttemptIsWrittenWithItsFailure() throws SQLException {
    JobId job = rig().running(1);
    AttemptId attempt = rig().dispatchFirst(job);
    rig().ledger().chunks().giveBack(attempt, threw("boom \0 \u2603"), null, NOW);
    Attempt row = rig().ledger().attempts().find(attempt).orElseThrow();
    assertThat(row.state()).isEqualTo(AttemptState.FAILED);
    assertThat(row.kind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(row.failureType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(row.failure()).isEqualTo("boom \uFFFD \u2603");
    assertThat(row.endedAt()).isEqualTo(NOW);
    assertThat(row.exitCode()).isEqualTo(3);
  }

  @Test
  default void lostAttemptIsNotCharged() throws SQLException {
    JobId job = rig().running(1);
    AttemptId attempt = rig().dispatchFirst(job);
    rig()
        .ledger()
        .chunks()
        .giveBack(
            attempt,
            new AttemptOutcome(AttemptState.LOST, FailureKind.LOST, null, null),
            null,
            NOW);
    assertThat(rig().ledger().chunks().find(job, 0).orElseThrow().failures()).isZero();
  }

  @Test
  default void chunkThatIsDoneIsNotGivenBackFailedOrCancelled() throws SQLException {
    JobId job = rig().running(1);
    AttemptId attempt = rig().dispatchFirst(job);
    assertThat(rig().runner().fence(attempt, 7)).isTrue();
    rig().runner().commit();
    assertThat(rig().ledger().chunks().giveBack(attempt, threw("late"), null, NOW)).isFalse();
    assertThat(rig().ledger().chunks().fail(attempt, threw("late"), NOW)).isFalse();
    assertThat(rig().ledger().chunks().cancel(attempt, NOW)).isFalse();
    Chunk done = rig().ledger().chunks().find(job, 0).orElseThrow();
    assertThat(done.state()).isEqualTo(ChunkState.DONE);
    assertThat(done.doneBy()).isEqualTo(1);
    assertThat(done.progress()).isEqualTo(new Progress(7, 2, 3, 4, 5));
    assertThat(rig().ledger().attempts().find(attempt).orElseThrow().state())
        .isEqualTo(AttemptState.STARTING);
  }

  @Test
  default void giveBackWaitsForTheRunnersCommitAndLoses() throws Exception {
    JobId job = rig().running(1);
    AttemptId attempt = rig().dispatchFirst(job);
    rig().runner().fence(attempt, 1);
    Future<Boolean> giveBack =
        inBackground(() -> rig().ledger().chunks().giveBack(attempt, threw("late"), null, NOW));
    assertStillWaits(giveBack);
    rig().runner().commit();
    assertThat(giveBack.get(30, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  default void giveBackWaitsForTheRunnersRollbackAndWins() throws Exception {
    JobId job = rig().running(1);
    AttemptId attempt = rig().dispatchFirst(job);
    rig().runner().fence(attempt, 1);
    Future<Boolean> giveBack =
        inBackground(() -> rig().ledger().chunks().giveBack(attempt, threw("late"), null, NOW));
    assertStillWaits(giveBack);
    rig().runner().rollback();
    assertThat(giveBack.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  default void runnerThatWasGivenBackIsFencedOff() throws SQLException {
    JobId job = rig().running(1);
    AttemptId attempt = rig().dispatchFirst(job);
    rig().ledger().chunks().giveBack(attempt, threw("silent"), null, NOW);
    assertThat(rig().runner().fence(attempt, 1)).isFalse();
    rig().runner().rollback();
    AttemptId next = rig().dispatchFirst(job);
    assertThat(rig().runner().fence(attempt, 1)).isFalse();
    assertThat(rig().runner().fence(next, 1)).isTrue();
    rig().runner().commit();
  }

  @Test
  default void rowThatStaysLockedIsReportedWithinSeconds() throws Exception {
    JobId job = rig().running(1);
    AttemptId attempt = rig().dispatchFirst(job);
    rig().runner().fence(attempt, 1);
    Future<Boolean> giveBack =
        inBackground(() -> rig().ledger().chunks().giveBack(attempt, threw("late"), null, NOW));
    assertThatThrownBy(() -> giveBack.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(LedgerUnavailable.class)
        .hasMessageContaining(rig().ledger().describe());
    rig().runner().rollback();
    assertThat(rig().ledger().chunks().giveBack(attempt, threw("late"), null, NOW)).isTrue();
  }

  @Test
  default void failedChunksAreNamedWithTheirLastAttempts() throws SQLException {
    JobId job = rig().running(3);
    AttemptId first = rig().dispatchFirst(job);
    rig().ledger().chunks().giveBack(first, threw("first try"), null, NOW);
    AttemptId second = rig().dispatchFirst(job);
    assertThat(rig().ledger().chunks().fail(first, threw("stale"), NOW)).isFalse();
    assertThat(rig().ledger().chunks().fail(second, threw("second try"), NOW)).isTrue();
    assertThat(rig().ledger().attempts().failed(job, 10))
        .extracting(Attempt::id, Attempt::failure)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(second, "second try"));
    assertThat(rig().ledger().chunks().page(job, 0, 10, ChunkState.FAILED)).hasSize(1);
    assertThat(rig().ledger().chunks().page(job, 1, 10, null))
        .extracting(Chunk::index)
        .containsExactly(1, 2);
    assertThat(rig().ledger().chunks().counts(job).failed()).isEqualTo(1);
  }

  @Test
  default void firstEndedAreInTheOrderOfTheirEnds() throws SQLException {
    JobId job = rig().running(3);
    AttemptId zero = rig().dispatchFirst(job);
    AttemptId one = rig().dispatchFirst(job);
    rig().dispatchFirst(job);
    rig()
        .ledger()
        .chunks()
        .giveBack(one, threw("earlier"), NOW.plusSeconds(60), NOW.plusSeconds(1));
    rig().ledger().chunks().giveBack(zero, threw("later"), NOW.plusSeconds(60), NOW.plusSeconds(2));
    assertThat(rig().ledger().attempts().firstEnded(job, 5))
        .extracting(Attempt::id)
        .containsExactly(one, zero);
    assertThat(rig().ledger().attempts().firstEnded(job, 1)).hasSize(1);
  }

  @Test
  default void cancelTakesReadyAndRunningChunks() throws SQLException {
    JobId job = rig().running(3);
    AttemptId attempt = rig().dispatchFirst(job);
    assertThat(rig().ledger().chunks().cancelReady(job)).isEqualTo(2);
    assertThat(rig().ledger().chunks().cancel(attempt, NOW)).isTrue();
    assertThat(rig().ledger().chunks().cancel(attempt, NOW)).isFalse();
    assertThat(rig().ledger().chunks().counts(job).cancelled()).isEqualTo(3);
    assertThat(rig().ledger().attempts().find(attempt).orElseThrow().state())
        .isEqualTo(AttemptState.CANCELLED);
  }

  @Test
  default void attemptStartsOnceAndEndsOnce() throws SQLException {
    AttemptId attempt = rig().dispatchFirst(rig().running(1));
    DatabaseSession session = new DatabaseSession(4711, NOW.plusMillis(3));
    assertThat(rig().ledger().attempts().started(attempt, session, NOW)).isTrue();
    assertThat(rig().ledger().attempts().started(attempt, session, NOW)).isFalse();
    Attempt running = rig().ledger().attempts().find(attempt).orElseThrow();
    assertThat(running.state()).isEqualTo(AttemptState.RUNNING);
    assertThat(running.session()).isEqualTo(session);
    assertThat(rig().ledger().attempts().alive()).extracting(Attempt::id).contains(attempt);
    AttemptOutcome succeeded = new AttemptOutcome(AttemptState.SUCCEEDED, null, null, 0);
    assertThat(rig().ledger().attempts().end(attempt, succeeded, NOW)).isTrue();
    assertThat(rig().ledger().attempts().end(attempt, threw("late"), NOW)).isFalse();
    assertThat(rig().ledger().attempts().started(attempt, session, NOW)).isFalse();
    assertThat(rig().ledger().attempts().find(attempt).orElseThrow().kind()).isNull();
    assertThat(rig().ledger().attempts().alive()).extracting(Attempt::id).doesNotContain(attempt);
  }

  @Test
  default void countsAddUpWhatCommitted() throws SQLException {
    JobId job = rig().running(4);
    for (int chunk = 0; chunk < 2; chunk++) {
      AttemptId attempt = rig().dispatchFirst(job);
      rig().runner().fence(attempt, 10);
      rig().runner().count(attempt, "skipped rows", chunk + 1);
      rig().runner().count(attempt, "rows", 5);
      rig().runner().commit();
    }
    rig().dispatchFirst(job);
    ChunkCounts counts = rig().ledger().chunks().counts(job);
    assertThat(counts).isEqualTo(new ChunkCounts(1, 1, 2, 0, 0, new Progress(20, 4, 6, 8, 10)));
    assertThat(counts.total()).isEqualTo(4);
    assertThat(rig().ledger().chunks().counters(job))
        .containsExactly(new NamedCount("rows", 10), new NamedCount("skipped rows", 3));
  }

  @Test
  default void countsFollowEachMove() throws SQLException {
    JobId job = rig().running(6);
    Chunks chunks = rig().ledger().chunks();
    assertCounts(job, new ChunkCounts(6, 0, 0, 0, 0, Progress.NONE));
    AttemptId done = rig().dispatchFirst(job);
    AttemptId again = rig().dispatchFirst(job);
    AttemptId failed = rig().dispatchFirst(job);
    AttemptId cancelled = rig().dispatchFirst(job);
    assertCounts(job, new ChunkCounts(2, 4, 0, 0, 0, Progress.NONE));
    rig().runner().fence(done, 10);
    rig().runner().count(done, "rows", 5);
    assertCounts(job, new ChunkCounts(2, 4, 0, 0, 0, Progress.NONE));
    rig().runner().commit();
    chunks.giveBack(again, threw("once"), null, NOW);
    Progress tenPairs = new Progress(10, 2, 3, 4, 5);
    assertCounts(job, new ChunkCounts(3, 2, 1, 0, 0, tenPairs));
    chunks.fail(failed, threw("twice"), NOW);
    chunks.cancel(cancelled, NOW);
    assertCounts(job, new ChunkCounts(3, 0, 1, 1, 1, tenPairs));
    rig().runner().fence(rig().dispatchFirst(job), 1);
    rig().runner().commit();
    chunks.cancelReady(job);
    assertCounts(job, new ChunkCounts(0, 0, 2, 1, 3, tenPairs.plus(new Progress(1, 2, 3, 4, 5))));
    assertThat(chunks.counters(job)).containsExactly(new NamedCount("rows", 5));
  }

  /** Where they were asked for before, and where they were not. */
  private void assertCounts(JobId job, ChunkCounts counts) {
    assertThat(rig().ledger().chunks().counts(job)).isEqualTo(counts);
    assertThat(fresh().counts(job)).isEqualTo(counts);
  }

  private Tallies fresh() {
    return new Tallies(rig().ledger().transactions());
  }

  /** As a chunk does whose pairs were set aside and run again. */
  @Test
  default void whatCommitsASecondTimeIsAddedUpAnew() throws SQLException {
    JobId job = rig().running(2);
    AttemptId first = rig().dispatchFirst(job);
    rig().runner().fence(first, 10);
    rig().runner().count(first, "rows", 5);
    rig()
        .runner()
        .execute(
            "insert into foray.skipped (job_id, chunk_index, position, attempt, pair_key, cause)"
                + " values ("
                + job.number()
                + ", 0, 0, 1, 'a', 'b')");
    rig().runner().commit();
    rig().ledger().chunks().fail(rig().dispatchFirst(job), threw("once"), NOW);
    assertThat(rig().ledger().jobs().move(job, JobState.RUNNING, JobState.FAILED, "x", NOW))
        .isTrue();
    assertThat(rig().ledger().chunks().counts(job).done()).isEqualTo(1);
    assertThat(rig().ledger().retrials().retrySetAside(job, RetrialsContract.NONE)).isTrue();
    assertCounts(job, new ChunkCounts(1, 0, 0, 1, 0, Progress.NONE));
    AttemptId second = rig().dispatchFirst(job);
    rig().runner().fence(second, 12);
    rig().runner().execute("update foray.counter set count = 7 where job_id = " + job.number());
    rig().runner().commit();
    assertCounts(job, new ChunkCounts(0, 0, 1, 1, 0, new Progress(12, 2, 3, 4, 5)));
    assertThat(rig().ledger().chunks().counters(job)).containsExactly(new NamedCount("rows", 7));
  }

  /** As a move is seen whose answer was lost, and that was committed after the next question. */
  @Test
  default void whatIsNoLongerDoneIsAddedUpAnew() throws SQLException {
    JobId job = rig().running(2);
    AttemptId first = rig().dispatchFirst(job);
    rig().runner().fence(first, 10);
    rig().runner().count(first, "rows", 5);
    rig().runner().commit();
    assertThat(rig().ledger().chunks().counts(job).done()).isEqualTo(1);
    rig().runner().execute("update foray.chunk set state = 'READY' where job_id = " + job.number());
    rig().runner().commit();
    rig().dispatchFirst(job);
    assertCounts(job, new ChunkCounts(1, 1, 0, 0, 0, Progress.NONE));
  }

  @Test
  default void movesWhoseAnswersWereLostAreCounted() throws SQLException {
    JobId job = rig().running(3);
    Tallies tallies = fresh();
    Transactions lost = LostAnswers.of(rig().ledger().transactions());
    Chunks chunks = new Chunks(lost, tallies, rig().ledger().epoch());
    assertThat(tallies.counts(job).ready()).isEqualTo(3);
    Chunk ready = rig().ledger().chunks().ready(job, NOW, 1).get(0);
    assertThatThrownBy(() -> chunks.dispatch(ready, "r1", "worker-1", NOW)).hasMessage("no answer");
    assertThat(tallies.counts(job).running()).isEqualTo(1);
    assertThatThrownBy(() -> chunks.cancelReady(job)).hasMessage("no answer");
    assertThat(tallies.counts(job)).isEqualTo(new ChunkCounts(0, 1, 0, 0, 2, Progress.NONE));
    assertThat(rig().ledger().jobs().move(job, JobState.RUNNING, JobState.FAILED, "x", NOW))
        .isTrue();
    rig().ledger().chunks().fail(AttemptId.ofChunk(job, 0, 1), threw("once"), NOW);
    assertThat(tallies.counts(job).failed()).isEqualTo(1);
    Retrials retrials = new Retrials(lost, tallies);
    assertThatThrownBy(() -> retrials.retryFailed(job, RetrialsContract.NONE))
        .hasMessage("no answer");
    assertThat(tallies.counts(job)).isEqualTo(new ChunkCounts(1, 0, 0, 0, 2, Progress.NONE));
  }

  @Test
  default void whatIsReadTogetherIsOfOneMoment() throws Exception {
    JobId job = rig().running(1);
    AttemptId attempt = rig().dispatchFirst(job);
    rig().runner().fence(attempt, 1);
    rig().runner().count(attempt, "chunks", 1);
    List<NamedCount> counters =
        rig()
            .ledger()
            .transactions()
            .runInSnapshot(
                session -> {
                  assertThat(ChunkMark.page(session, job, 0, 1))
                      .extracting(ChunkMark::state)
                      .containsExactly(ChunkState.RUNNING);
                  commitRunner();
                  return ChunkMark.counters(session, job);
                });
    assertThat(counters).isEmpty();
    assertThat(rig().ledger().chunks().counters(job)).hasSize(1);
  }

  private void commitRunner() {
    try {
      rig().runner().commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  default void jobWithoutChunksHasNoCounts() {
    assertThat(rig().ledger().chunks().counts(rig().accepted().id()))
        .isEqualTo(new ChunkCounts(0, 0, 0, 0, 0, Progress.NONE));
  }

  private static void assertStillWaits(Future<Boolean> future) {
    assertThatThrownBy(() -> future.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  default void chunkThatIsGivenBackAgainAndAgainIsOpenAtEachMoment() throws Exception {
    JobId job = rig().running(1);
    Chunks chunks = rig().ledger().chunks();
    Future<Boolean> moves =
        LedgerRig.inBackground(
            () -> {
              for (int i = 0; i < 150; i++) {
                chunks.giveBack(rig().dispatchFirst(job), threw("boom"), null, NOW);
              }
              return true;
            });
    while (!moves.isDone()) {
      assertThat(chunks.isOpen(job)).isTrue();
      assertThat(chunks.open(job, 3)).hasSize(1);
    }
    assertThat(moves.get()).isTrue();
  }

  @Test
  default void jobIsOpenUntilItsLastChunkIsDone() throws Exception {
    JobId job = rig().running(2, 1);
    assertThat(rig().ledger().chunks().isOpen(job)).isTrue();
    AttemptId last = rig().dispatchFirst(job);
    assertThat(rig().ledger().chunks().isOpen(job)).isTrue();
    rig().runner().fence(last, 1);
    rig().runner().commit();
    assertThat(rig().ledger().chunks().isOpen(job)).isFalse();
  }
}
