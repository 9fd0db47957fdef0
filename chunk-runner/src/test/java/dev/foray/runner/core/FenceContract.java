package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.protocol.FailureKind;
import dev.foray.runner.core.AttemptReports.Milestone;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of all attempts at a chunk, at plan and at finish, one counts. */
abstract class FenceContract extends AttemptsCase {
  @BeforeEach
  void makeTables() {
    database.execute("create table total (id int primary key, n int)");
    database.execute("insert into total values (1, 0)");
  }

  private static LambdaJob adding() {
    return LambdaJob.job().writeSql("update total set n = n + 1 where id = 1");
  }

  private static LambdaJob finishAdding() {
    return LambdaJob.job()
        .finish(db -> db.createNativeMutationQuery("update total set n = n + 1").executeUpdate());
  }

  private String total() {
    return database.value("select n from total");
  }

  @Test
  void chunkCommitsItsOutputTogetherWithItsRow() {
    AttemptResult result = attempts.planAndChunk(adding());
    assertThat(result.failure()).isNull();
    assertThat(total()).isEqualTo("1");
    assertThat(attempts.row(0)).isEqualTo("DONE 1");
    assertThat(
            database.value(
                "select pairs_read, pairs_mapped, pairs_emitted, pairs_written, pairs_skipped"
                    + " from foray.chunk where done_at is not null"))
        .isEqualTo("3 3 3 3 0");
    assertThat(attempts.milestones)
        .endsWith(Milestone.WRITTEN, Milestone.FENCED, Milestone.COMMITTED);
  }

  @Test
  void chunkThatEmitsNothingIsDoneToo() {
    AttemptResult result = attempts.planAndChunk(adding().read((chunk, db) -> Stream.empty()));
    assertThat(result.failure()).isNull();
    assertThat(attempts.row(0)).isEqualTo("DONE 1");
    assertThat(total()).isEqualTo("0");
  }

  @Test
  void olderAttemptIsFencedBeforeItWrites() {
    attempts.planned(adding());
    attempts.dispatch(0);
    attempts.giveBack(0, 1);
    attempts.dispatch(0);
    LambdaJob job = adding();
    AttemptResult result = attempts.chunk(job, 0, 1);
    assertThat(result.kind()).isEqualTo(FailureKind.FENCED);
    assertThat(job.batches).isEmpty();
    assertThat(attempts.row(0)).isEqualTo("RUNNING null");
  }

  @Test
  void attemptThatIsGivenUpAfterItWroteIsFencedAtItsEnd() {
    attempts.planned(adding());
    attempts.at(Milestone.WRITTEN, () -> attempts.giveBack(0, 1));
    AttemptResult result = attempts.chunk(adding(), 0);
    assertThat(result.kind()).isEqualTo(FailureKind.FENCED);
    assertThat(result.failure()).hasMessageContaining("job-1.chunk-0.attempt-1 is not current");
    assertThat(total()).isEqualTo("0");
    assertThat(attempts.row(0)).isEqualTo("READY null");
  }

  @Test
  void attemptIsFencedAtItsEndThoughItsChunkRunsAgainByThen() {
    attempts.planned(adding());
    attempts.at(
        Milestone.WRITTEN,
        () -> {
          attempts.giveBack(0, 1);
          attempts.dispatch(0);
        });
    assertThat(attempts.chunk(adding(), 0).kind()).isEqualTo(FailureKind.FENCED);
    assertThat(total()).isEqualTo("0");
    assertThat(attempts.row(0)).isEqualTo("RUNNING null");
  }

  @Test
  void newerAttemptCommitsWhileTheOlderStandsStill() throws Exception {
    whileTheFirstStandsStill(
        job -> {
          attempts.giveBack(0, 1);
          return attempts.chunk(job, 0);
        });
  }

  @Test
  void ofTwoAttemptsBesideEachOtherTheFirstToFenceCommits() throws Exception {
    whileTheFirstStandsStill(
        job -> {
          attempts.dispatchBeside(0);
          return attempts.chunk(job, 0, 2);
        });
  }

  /** Another attempt commits while the first stands still, its output written. */
  private void whileTheFirstStandsStill(Function<LambdaJob, AttemptResult> another)
      throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch resume = new CountDownLatch(1);
    LambdaJob other = LambdaJob.job().writeSql("insert into total values (2, 7)");
    attempts.planned(other);
    attempts.at(
        Milestone.WRITTEN,
        () -> {
          written.countDown();
          await(resume);
        });
    attempts.dispatch(0);
    CompletableFuture<AttemptResult> first =
        CompletableFuture.supplyAsync(
            () ->
                attempts.chunk(LambdaJob.job().writeSql("insert into total values (3, 7)"), 0, 1));
    await(written);
    attempts.at(Milestone.WRITTEN, () -> {}).bytecodeProvider(false);
    AttemptResult second = another.apply(other);
    resume.countDown();
    assertThat(second.failure()).isNull();
    assertThat(first.get(60, TimeUnit.SECONDS).kind()).isEqualTo(FailureKind.FENCED);
    assertThat(database.rows("select id from total order by id")).containsExactly("1", "2");
    assertThat(attempts.row(0)).isEqualTo("DONE 2");
  }

  /**
   * Both write to the same rows: the second waits for the first's commit, and is fenced off then.
   */
  @Test
  void attemptThatWaitsForTheRowsOfTheOneBesideItIsFenced() throws Exception {
    CountDownLatch mapped = new CountDownLatch(1);
    AtomicBoolean isBeside = new AtomicBoolean();
    List<CompletableFuture<AttemptResult>> second = new CopyOnWriteArrayList<>();
    attempts.planned(adding());
    attempts.at(
        Milestone.MAPPING,
        () -> {
          if (isBeside.get()) {
            mapped.countDown();
          }
        });
    attempts.at(
        Milestone.WRITTEN,
        () -> {
          if (!isBeside.getAndSet(true)) {
            attempts.dispatchBeside(0);
            second.add(CompletableFuture.supplyAsync(() -> attempts.chunk(adding(), 0, 2)));
            await(mapped);
          }
        });
    assertThat(attempts.chunk(adding(), 0).failure()).isNull();
    assertThat(second.get(0).get(60, TimeUnit.SECONDS).kind()).isEqualTo(FailureKind.FENCED);
    assertThat(total()).isEqualTo("1");
    assertThat(attempts.row(0)).isEqualTo("DONE 1");
  }

  @Test
  void olderAttemptThatHasSetItsFenceWins() throws Exception {
    List<CompletableFuture<Integer>> givenBack = new CopyOnWriteArrayList<>();
    attempts.planned(adding());
    attempts.at(
        Milestone.FENCED,
        () -> givenBack.add(CompletableFuture.supplyAsync(() -> attempts.giveBack(0, 1))));
    AttemptResult result = attempts.chunk(adding(), 0);
    assertThat(result.failure()).isNull();
    assertThat(givenBack.get(0).get(60, TimeUnit.SECONDS)).isZero();
    assertThat(attempts.row(0)).isEqualTo("DONE 1");
    assertThat(total()).isEqualTo("1");
  }

  @Test
  void attemptThatIsNotWantedAnyMoreStopsSoon() {
    CountDownLatch never = new CountDownLatch(1);
    attempts.planned(adding());
    attempts.wanted = false;
    long begin = System.nanoTime();
    AttemptResult result = attempts.chunk(adding().map((key, value, output) -> never.await()), 0);
    assertThat(result.kind()).isEqualTo(FailureKind.FENCED);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    assertThat(attempts.row(0)).isEqualTo("RUNNING null");
  }

  @Test
  void planThatWasOvertakenStoresNothing() {
    database.update("update foray.job set plan_attempt = 2");
    AttemptResult result = attempts.plan(LambdaJob.job(), 1);
    assertThat(result.kind()).isEqualTo(FailureKind.FENCED);
    assertThat(database.rows("select * from foray.chunk")).isEmpty();
  }

  @Test
  void planAndFinishThatWereOvertakenAreNotEvenCalled() {
    LambdaJob overtaken = LambdaJob.job();
    database.update("update foray.job set plan_attempt = 2");
    assertThat(attempts.plan(overtaken, 1).kind()).isEqualTo(FailureKind.FENCED);
    database.update("update foray.job set state = 'FINISHING', finish_attempt = 2");
    assertThat(attempts.finish(overtaken, 1).kind()).isEqualTo(FailureKind.FENCED);
    assertThat(overtaken.calls).doesNotContain("plan", "finish");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan_attempt = 2", "planned_by = 1", "state = 'CANCELLED'"})
  void planThatIsNotCurrentAnyMoreAtItsEndStoresNothing(String change) {
    attempts.at(Milestone.WRITTEN, () -> database.update("update foray.job set " + change));
    assertThat(attempts.plan(LambdaJob.job(), 1).kind()).isEqualTo(FailureKind.FENCED);
    assertThat(database.rows("select * from foray.chunk")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"finish_attempt = 2", "finished_by = 1", "state = 'CANCELLED'"})
  void finishThatIsNotCurrentAnyMoreAtItsEndChangesNothing(String change) {
    attempts.planned(LambdaJob.job());
    attempts.at(Milestone.WRITTEN, () -> database.update("update foray.job set " + change));
    assertThat(attempts.finish(finishAdding()).kind()).isEqualTo(FailureKind.FENCED);
    assertThat(total()).isEqualTo("0");
  }

  @Test
  void planCountsOnce() {
    LambdaJob job =
        LambdaJob.job()
            .plan(
                db -> {
                  db.createNativeMutationQuery("update total set n = n + 1").executeUpdate();
                  return dev.foray.api.ChunkPlan.count(3);
                });
    assertThat(attempts.plan(job, 1).plannedChunks()).isEqualTo(3);
    assertThat(attempts.plan(job, 1).kind()).isEqualTo(FailureKind.FENCED);
    assertThat(total()).isEqualTo("1");
    assertThat(database.value("select planned_by, chunk_count from foray.job")).isEqualTo("1 3");
    assertThat(database.rows("select chunk_index, state, attempt from foray.chunk order by 1"))
        .containsExactly("0 READY 0", "1 READY 0", "2 READY 0");
  }

  @Test
  void finishCountsOnce() {
    LambdaJob job = finishAdding();
    attempts.planned(job);
    assertThat(attempts.finish(job).failure()).isNull();
    assertThat(attempts.finish(job, 1).kind()).isEqualTo(FailureKind.FENCED);
    assertThat(total()).isEqualTo("1");
    assertThat(database.value("select finished_by from foray.job")).isEqualTo("1");
  }

  @Test
  void dryRunLeavesTheLedgerDoneAndTheDataAsItWas() {
    attempts.dryRun();
    AttemptResult result = attempts.planAndChunk(adding());
    assertThat(result.failure()).isNull();
    assertThat(attempts.row(0)).isEqualTo("DONE 1");
    assertThat(total()).isEqualTo("0");
  }

  @Test
  void dryRunOfAChunkBeginsWithWhatPlanWrites() {
    database.execute("create table one (n int primary key)");
    database.update("insert into one values (1)");
    LambdaJob job =
        LambdaJob.job()
            .plan(
                db -> {
                  db.createNativeMutationQuery("delete from one").executeUpdate();
                  return ChunkPlan.count(1);
                })
            .read((chunk, db) -> LambdaJob.numbers(1, 1))
            .write(
                (pairs, db) ->
                    db.createNativeMutationQuery("insert into one values (1)").executeUpdate());
    attempts.dryRun();
    assertThat(attempts.planAndChunk(job).failure()).isNull();
    assertThat(database.rows("select n from one")).containsExactly("1");
    assertThat(database.rows("select chunk_index from foray.tried_chunk")).containsExactly("0");
  }

  @Test
  void dryRunKeepsTheFirstPairsAsText() {
    attempts.dryRun();
    attempts.planAndChunk(
        adding()
            .read((chunk, db) -> LambdaJob.numbers(1, 9))
            .map((key, value, output) -> output.emit(key, new int[] {(Integer) key, 0})));
    assertThat(database.rows("select pair_key, pair_value from foray.tried_pair order by position"))
        .containsExactly("1 [1, 0]", "2 [2, 0]", "3 [3, 0]", "4 [4, 0]", "5 [5, 0]");
  }

  @Test
  void dryRunTriesChunksSpreadOverThePlan() {
    attempts.dryRun();
    attempts.planned(adding().plan(db -> ChunkPlan.count(7)));
    assertThat(database.rows("select chunk_index from foray.chunk order by chunk_index"))
        .containsExactly("0", "3");
    assertThat(database.value("select chunk_count from foray.job")).isEqualTo("7");
  }

  @Test
  void dryRunLeavesTablesThatPlanMakesUnmade() {
    database.execute("create table one (n int primary key)");
    database.update("insert into one values (1)");
    attempts.dryRun();
    AttemptResult planned =
        attempts.plan(
            adding()
                .plan(
                    db -> {
                      db.createNativeMutationQuery("create table two (n int)").executeUpdate();
                      db.createNativeMutationQuery("truncate table one").executeUpdate();
                      return ChunkPlan.count(1);
                    }),
            1);
    assertThat(planned.failure()).isNull();
    assertThat(database.rows("select n from one")).containsExactly("1");
    assertThat(
            database.rows(
                "select 1 from information_schema.tables where lower(table_name) = 'two'"))
        .isEmpty();
  }

  @Test
  void countersCommitWithTheChunk() {
    LambdaJob job =
        adding()
            .map(
                (key, value, output) -> {
                  output.count("seen", 2);
                  output.emit(key, value);
                });
    attempts.planAndChunk(job);
    assertThat(database.rows("select chunk_index, name, count from foray.counter"))
        .containsExactly("0 seen 6");
  }

  @Test
  void failureRollsBackWhatWasWrittenBefore() {
    LambdaJob job =
        LambdaJob.job()
            .read((chunk, db) -> LambdaJob.numbers(1, 300))
            .write(
                (pairs, db) -> {
                  db.createNativeMutationQuery("update total set n = n + 1").executeUpdate();
                  if (pairs.contains(KeyValue.of(250, 250))) {
                    throw new IllegalStateException("250 is too much");
                  }
                });
    AttemptResult result = attempts.planAndChunk(job);
    assertThat(result.kind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(result.failure()).hasMessage("250 is too much");
    assertThat(result.progress().pairsWritten()).isEqualTo(200);
    assertThat(total()).isEqualTo("0");
    assertThat(attempts.row(0)).isEqualTo("RUNNING null");
    assertThat(job.calls).endsWith("close");
  }

  @Test
  void batchesThatHibernateHoldsAreSentBeforeTheFence() {
    LambdaJob job =
        LambdaJob.job()
            .entities(Line.class)
            .write(
                (pairs, db) -> {
                  db.setJdbcBatchSize(50);
                  pairs.forEach(pair -> db.insert(new Line((Integer) pair.key())));
                });
    database.execute("create table line (id int primary key)");
    assertThat(attempts.planAndChunk(job).failure()).isNull();
    assertThat(database.rows("select id from line order by id")).containsExactly("1", "2", "3");
  }

  @jakarta.persistence.Entity(name = "line")
  static class Line {
    @jakarta.persistence.Id int id;

    Line() {}

    Line(int id) {
      this.id = id;
    }
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("nothing happened within 60 seconds");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
