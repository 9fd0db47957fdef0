package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyRange;
import dev.foray.api.KeyValue;
import dev.foray.protocol.FailureKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges that the job makes by itself. */
abstract class HandMadeRangesContract extends PlanCase {
  private AttemptResult handMade(KeyRange... ranges) {
    return attempts.plan(LambdaJob.job().plan(db -> ChunkPlan.ranges(List.of(ranges))), 1);
  }

  private List<String> turns() {
    return database.rows("select turn from foray.chunk order by chunk_index");
  }

  private String takesTurns() {
    return database.value("select takes_turns from foray.job");
  }

  @Test
  void rangesMadeByHandTakeTurnsByTheirWidth() {
    handMade(KeyRange.of(0L, 5L), KeyRange.of(5L, 500L), KeyRange.of(500L, 510L));
    assertThat(turns()).containsExactly("2", "0", "1");
    assertThat(takesTurns()).isIn("true", "t", "TRUE");
  }

  @Test
  void rangesThatWereCutTakeNone() {
    stoneTable();
    database.execute("insert into stone values (1,'a'),(2,'a'),(50,'a'),(900,'a')");
    attempts.planned(stonesBy(2));
    assertThat(turns()).containsExactly("null", "null");
    assertThat(takesTurns()).isIn("false", "f", "FALSE");
  }

  @Test
  void rangesMadeByHandAreTaken() {
    stoneTable();
    stones(1, 9);
    LambdaJob job =
        LambdaJob.job()
            .entities(Stone.class)
            .plan(
                db ->
                    ChunkPlan.ranges(
                        List.of(
                            KeyRange.of(null, 3L), KeyRange.closed(3L, 3L), KeyRange.of(5L, null))))
            .read(
                (chunk, db) ->
                    chunk
                        .query(
                            db,
                            "select s.id from stone s where " + chunk.within("s.id"),
                            Long.class)
                        .getResultStream()
                        .map(id -> KeyValue.of(id, id)));
    assertThat(runAll(job))
        .containsExactly(List.of(1L, 2L), List.of(3L), List.of(5L, 6L, 7L, 8L, 9L));
  }

  @Test
  void rangesMadeByHandThatDescendAreRefused() {
    AttemptResult result = handMade(KeyRange.of(1, 5), KeyRange.of(9, 7));
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure())
        .hasMessageStartingWith("range 1 of the plan, [9, 7), does not ascend");
  }

  @Test
  void rangesMadeByHandThatOverlapAreRefused() {
    assertThat(handMade(KeyRange.closed(1, 5), KeyRange.of(5, 7)).failure())
        .hasMessageStartingWith("ranges 0 and 1 of the plan, [1, 5] and [5, 7), overlap");
  }

  @Test
  void openRangesInTheMiddleAreRefused() {
    assertThat(handMade(KeyRange.of(1, null), KeyRange.of(5, 7)).failure())
        .hasMessageStartingWith("range 0 of the plan is open where another follows");
  }

  @Test
  void rangesOfSeveralTypesAreRefused() {
    assertThat(handMade(KeyRange.of(1, 5), KeyRange.of("a", "b")).failure())
        .hasMessageContaining("of several types");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void everyTypeIsComparedInTheDatabase(int which) {
    Comparable<?>[][] ends = {
      {1L, 2L},
      {1, 2},
      {(short) 1, (short) 2},
      {"a", "b"},
      {new UUID(0, 1), new UUID(0, 2)},
      {new BigDecimal("1.25"), new BigDecimal("1.5")},
      {LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2)},
      {LocalDateTime.of(2026, 1, 1, 0, 0), LocalDateTime.of(2026, 1, 1, 0, 1)},
      {Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:01Z")}
    };
    assertThat(handMade(KeyRange.of(ends[which][1], ends[which][0])).failure())
        .hasMessageContaining("does not ascend");
    assertThat(handMade(KeyRange.of(ends[which][0], ends[which][1])).failure()).isNull();
  }

  @Test
  void hundredThousandRangesAreStoredInAFewSeconds() {
    long begin = System.nanoTime();
    AttemptResult result =
        attempts.plan(
            LambdaJob.job()
                .plan(
                    db ->
                        ChunkPlan.ranges(
                            IntStream.range(0, 100_000)
                                .mapToObj(i -> KeyRange.of((long) i, i + 1L))
                                .toList())),
            1);
    assertThat(result.plannedChunks()).isEqualTo(100_000);
    assertThat(database.value("select count(*) from foray.chunk")).isEqualTo("100000");
    assertThat(System.nanoTime() - begin).isLessThan(60_000_000_000L);
  }
}
