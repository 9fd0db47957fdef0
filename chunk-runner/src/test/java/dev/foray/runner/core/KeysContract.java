package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.ChunkPlan;
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
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which keys a table can be cut by. */
abstract class KeysContract extends PlanCase {
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
}
