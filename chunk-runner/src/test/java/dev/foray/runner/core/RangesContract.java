package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyRange;
import dev.foray.api.KeyValue;
import dev.foray.protocol.FailureKind;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How plans cut tables, and what each chunk then covers. */
@Timeout(120)
abstract class RangesContract {
  TestDatabase database;
  Attempts attempts;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase();
    attempts = new Attempts(database);
  }

  enum Colour {
    RED,
    BLUE
  }

  @Entity(name = "stone")
  static class Stone {
    @Id long id;

    @Column(nullable = false)
    String colour = "";
  }

  private void stones(int from, int to) {
    for (int i = from; i <= to; i++) {
      database.update("insert into stone values (?, ?)", i, i % 2 == 0 ? "RED" : "BLUE");
    }
  }

  private void stoneTable() {
    database.execute("create table stone (id bigint primary key, colour varchar(10) not null)");
  }

  private LambdaJob stonesBy(int rows) {
    return LambdaJob.job()
        .entities(Stone.class)
        .plan(db -> ChunkPlan.keyRanges(db, Stone.class, rows))
        .read(
            (chunk, db) ->
                chunk.rows(db, Stone.class).map(row -> KeyValue.of(row.id, chunk.index())));
  }

  /** Runs every chunk; the keys that were written, by chunk. */
  private List<List<Object>> runAll(LambdaJob job) {
    attempts.planned(job);
    int count = Integer.parseInt(database.value("select count(*) from foray.chunk"));
    List<List<Object>> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      job.batches.clear();
      AttemptResult result = attempts.chunk(job, i);
      if (result.failure() != null) {
        throw new AssertionError("chunk " + i, result.failure());
      }
      keys.add(job.writtenKeys());
    }
    return keys;
  }

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

  @Entity(name = "by_text")
  static class ByText {
    @Id String id = "";
  }

  @Entity(name = "by_uuid")
  static class ByUuid {
    @Id UUID id = new UUID(0, 0);
  }

  @Entity(name = "by_number")
  static class ByNumber {
    @Id
    @Column(precision = 20, scale = 4)
    BigDecimal id = BigDecimal.ZERO;
  }

  @Entity(name = "by_day")
  static class ByDay {
    @Id LocalDate id = LocalDate.EPOCH;
  }

  @Entity(name = "by_time")
  static class ByTime {
    @Id LocalDateTime id = LocalDateTime.MIN;
  }

  @Entity(name = "by_instant")
  static class ByInstant {
    @Id Instant id = Instant.EPOCH;
  }

  @Entity(name = "by_short")
  static class ByShort {
    @Id Short id = 0;
  }

  /** Each row must be in one chunk, whatever order the database gives the keys. */
  private <E> void everyRowIsInOneChunk(
      Class<E> entity,
      String type,
      Function<E, Object> key,
      IntStream numbers,
      Function<Integer, Object> value) {
    database.execute(
        "create table "
            + entity.getAnnotation(Entity.class).name()
            + " (id "
            + type
            + " primary key)");
    List<Object> all = new ArrayList<>(numbers.boxed().map(value).toList());
    Collections.shuffle(all, new Random(7));
    for (Object each : all) {
      Object bound =
          each instanceof Instant instant ? instant.atOffset(java.time.ZoneOffset.UTC) : each;
      database.update(
          "insert into " + entity.getAnnotation(Entity.class).name() + " values (?)", bound);
    }
    LambdaJob job =
        LambdaJob.job()
            .entities(entity)
            .plan(db -> ChunkPlan.keyRanges(db, entity, 7))
            .read(
                (chunk, db) ->
                    chunk.rows(db, entity).map(row -> KeyValue.of(key.apply(row).toString(), 1)));
    List<List<Object>> chunks = runAll(job);
    assertThat(chunks).hasSize((all.size() + 6) / 7);
    assertThat(chunks.subList(0, chunks.size() - 1)).allMatch(keys -> keys.size() == 7);
    List<Object> found = chunks.stream().flatMap(List::stream).toList();
    assertThat(new HashSet<>(found)).hasSize(all.size());
    assertThat(found).hasSize(all.size());
  }

  @Test
  void textIsCutInTheDatabasesOrder() {
    List<String> odd = List.of("a", "B", "ä", "Z", "z", "_", "Ö", "aa", "a b", "É", "1", "10", "2");
    everyRowIsInOneChunk(
        ByText.class,
        "varchar(50)",
        row -> row.id,
        IntStream.range(0, 60),
        i -> odd.get(i % odd.size()) + (i < odd.size() ? "" : "-" + i));
  }

  @Test
  void uuidsAreCut() {
    Random random = new Random(3);
    everyRowIsInOneChunk(
        ByUuid.class,
        "uuid",
        row -> row.id,
        IntStream.range(0, 60),
        i -> new UUID(random.nextLong(), random.nextLong()));
  }

  @Test
  void decimalsAreCut() {
    everyRowIsInOneChunk(
        ByNumber.class,
        "numeric(20, 4)",
        row -> row.id,
        IntStream.range(-30, 30),
        i -> new BigDecimal(i).movePointLeft(2));
  }

  @Test
  void daysAreCut() {
    everyRowIsInOneChunk(
        ByDay.class,
        "date",
        row -> row.id,
        IntStream.range(0, 60),
        i -> LocalDate.of(2026, 2, 1).plusDays(i));
  }

  @Test
  void timesAreCut() {
    everyRowIsInOneChunk(
        ByTime.class,
        "timestamp",
        row -> row.id,
        IntStream.range(0, 60),
        i -> LocalDateTime.of(2026, 3, 29, 0, 0).plusMinutes(7L * i));
  }

  @Test
  void instantsAreCut() {
    everyRowIsInOneChunk(
        ByInstant.class,
        "timestamp with time zone",
        row -> row.id,
        IntStream.range(0, 60),
        i -> Instant.parse("2026-10-25T00:00:00.123456Z").plusSeconds(400L * i));
  }

  @Test
  void shortsAreCut() {
    everyRowIsInOneChunk(
        ByShort.class, "smallint", row -> row.id, IntStream.range(0, 60), i -> (short) (i * 3));
  }

  @jakarta.persistence.MappedSuperclass
  static class Identified {
    @Id Long id = 0L;
  }

  @Entity(name = "inheriting")
  static class Inheriting extends Identified {}

  @Test
  void keyMayComeFromAMappedSuperclass() {
    everyRowIsInOneChunk(
        Inheriting.class, "bigint", row -> row.id, IntStream.range(0, 20), i -> (long) i);
  }

  @Embeddable
  record Pair(int a, int b) {}

  @Entity(name = "embedded_key")
  static class EmbeddedKey {
    @EmbeddedId Pair id = new Pair(0, 0);
  }

  static class TwoKey implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
    int a;
    int b;

    @Override
    public boolean equals(Object o) {
      return o instanceof TwoKey k && k.a == a && k.b == b;
    }

    @Override
    public int hashCode() {
      return a + b;
    }
  }

  @Entity(name = "two_key")
  @IdClass(TwoKey.class)
  static class TwoKeys {
    @Id int a;
    @Id int b;
  }

  @Entity(name = "by_flag")
  static class ByFlag {
    @Id boolean id;
  }

  private AttemptResult planOf(Class<?> entity) {
    return attempts.plan(
        LambdaJob.job().entities(entity).plan(db -> ChunkPlan.keyRanges(db, entity, 10)), 1);
  }

  @Test
  void compositeKeysAreRefusedNamingWhatToUse() {
    for (Class<?> entity : List.of(EmbeddedKey.class, TwoKeys.class)) {
      AttemptResult result = planOf(entity);
      assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
      assertThat(result.failure())
          .hasMessageContainingAll("has a composite key", "ChunkPlan.items", "ChunkPlan.ranges");
    }
  }

  @Test
  void keysOfOtherTypesAreRefused() {
    assertThat(planOf(ByFlag.class).failure())
        .hasMessageContainingAll("ByFlag.id is of the type boolean", "Long, Integer, Short");
  }

  @Test
  void classThatIsNoEntityIsRefused() {
    AttemptResult result =
        attempts.plan(LambdaJob.job().plan(db -> ChunkPlan.keyRanges(db, String.class, 10)), 1);
    assertThat(result.failure()).hasMessageContaining("java.lang.String is no entity of this job");
  }

  @Test
  void fewerRowsThanOneAChunkAreRefused() {
    stoneTable();
    assertThat(attempts.plan(stonesBy(0), 1).failure())
        .hasMessage("rowsPerChunk is 0: it must be at least 1");
  }

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
