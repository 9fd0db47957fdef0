package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.protocol.FailureKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How plans cut tables, and what each chunk then covers. */
abstract class RangesContract extends PlanCase {
  @Test
  void rangesHoldEquallyManyRowsWhateverTheGaps() {
    stoneTable();
    database.execute(
        "insert into stone values (1,'a'),(2,'a'),(50,'a'),(51,'a'),(900,'a'),(1000,'a'),(2000,'a')");
    assertThat(runAll(stonesBy(3)))
        .containsExactly(List.of(1L, 2L, 50L), List.of(51L, 900L, 1000L), List.of(2000L));
    assertThat(
            database.rows(
                "select range_type, range_from, range_to, to_included from foray.chunk order by chunk_index"))
        .containsExactly("Long 1 51 false", "Long 51 2000 false", "Long 2000 2000 true");
    assertThat(database.value("select rows_entity, rows_key, rows_where from foray.job"))
        .isEqualTo(Stone.class.getName() + " id null");
  }

  @Test
  void rowsThatComeLaterAreNotTheJobs() {
    stoneTable();
    stones(1, 5);
    LambdaJob job = stonesBy(3);
    attempts.planned(job);
    stones(6, 9);
    attempts.chunk(job, 1);
    assertThat(job.writtenKeys()).containsExactly(4L, 5L);
  }

  @Test
  void emptyTableHasNoChunks() {
    stoneTable();
    assertThat(attempts.plan(stonesBy(3), 1).plannedChunks()).isZero();
    assertThat(database.value("select chunk_count, planned_by from foray.job")).isEqualTo("0 1");
  }

  @Test
  void whereAndItsParametersAreFrozenWithThePlan() {
    stoneTable();
    stones(1, 20);
    LambdaJob job =
        stonesBy(3)
            .plan(
                db ->
                    ChunkPlan.keyRanges(
                        db,
                        Stone.class,
                        4,
                        "colour = :colour or id < :least",
                        Map.of("colour", "RED", "least", 4L)));
    assertThat(runAll(job))
        .containsExactly(
            List.of(1L, 2L, 3L, 4L), List.of(6L, 8L, 10L, 12L), List.of(14L, 16L, 18L, 20L));
    assertThat(database.rows("select name, type, text from foray.rows_parameter order by name"))
        .containsExactly("colour String RED", "least Long 4");
  }

  @Test
  void parameterThatCannotBeKeptIsRefused() {
    stoneTable();
    stones(1, 2);
    AttemptResult result =
        attempts.plan(
            stonesBy(1)
                .plan(
                    db ->
                        ChunkPlan.keyRanges(
                            db, Stone.class, 4, "id in :ids", Map.of("ids", List.of(1L, 2L)))),
            1);
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure()).hasMessageContaining("can't be kept as text");
  }

  @Test
  void queryOfTheJobsOwnSeesTheChunksRange() {
    stoneTable();
    stones(1, 10);
    LambdaJob job =
        stonesBy(4)
            .read(
                (chunk, db) ->
                    chunk
                        .query(
                            db,
                            "select s.id from stone s where s.colour = :c and "
                                + chunk.within("s.id"),
                            Long.class)
                        .setParameter("c", "BLUE")
                        .getResultStream()
                        .map(id -> KeyValue.of(id, id)));
    assertThat(runAll(job)).containsExactly(List.of(1L, 3L), List.of(5L, 7L), List.of(9L));
  }

  @Test
  void rowsOfAnotherEntityAreRefused() {
    stoneTable();
    stones(1, 2);
    LambdaJob job =
        stonesBy(4)
            .entities(Stone.class, ByText.class)
            .read((chunk, db) -> chunk.rows(db, ByText.class).map(row -> KeyValue.of(row.id, 1)));
    AttemptResult result = attempts.planAndChunk(job);
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure())
        .hasMessageContainingAll("chunk.rows of " + ByText.class.getName(), Stone.class.getName());
  }

  @Test
  void itemOfAPlanOfRangesNamesTheRightMethod() {
    stoneTable();
    stones(1, 2);
    AttemptResult result =
        attempts.planAndChunk(
            stonesBy(4)
                .read(
                    (chunk, db) -> {
                      chunk.item();
                      return LambdaJob.numbers(1, 1);
                    }));
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure())
        .hasMessage(
            "this chunk has no item: its plan is of ranges, use chunk.range(), chunk.rows or"
                + " chunk.within");
  }

  @Test
  void itemsReachTheirChunks() {
    LambdaJob job =
        LambdaJob.job()
            .plan(db -> ChunkPlan.items(List.of("vienna", "graz")))
            .read(
                (chunk, db) ->
                    java.util.stream.Stream.of(KeyValue.of(chunk.item(), chunk.count())));
    assertThat(runAll(job)).containsExactly(List.of("vienna"), List.of("graz"));
    job.read(
        (chunk, db) -> {
          chunk.range();
          return LambdaJob.numbers(1, 1);
        });
    attempts.giveBack(1, 1);
    assertThat(attempts.chunkDispatched(job).failure()).isNotNull();
  }

  @Test
  void fewerRowsThanOneAChunkAreRefused() {
    stoneTable();
    assertThat(attempts.plan(stonesBy(0), 1).failure())
        .hasMessage("rowsPerChunk is 0: it must be at least 1");
  }

  @Test
  void tenThousandKeyRangesAreCutByOneQuery() {
    stoneTable();
    database.execute(
        database.isPostgres()
            ? "insert into stone select n, 'RED' from generate_series(1, 200000) n"
            : "insert into stone select x, 'RED' from system_range(1, 200000)");
    assertThat(attempts.plan(stonesBy(20), 1).plannedChunks()).isEqualTo(10_000);
  }

  @Test
  void settingsThatTheJobAsksForAreStored() {
    attempts.plan(
        LambdaJob.job()
            .settings(
                dev.foray.api.JobSettings.defaults()
                    .mapThreads(3)
                    .attemptTimeout(java.time.Duration.ofMinutes(10))),
        1);
    assertThat(database.rows("select origin, name, text from foray.job_setting order by name"))
        .containsExactly("job attemptTimeout PT10M", "job mapThreads 3");
  }
}
