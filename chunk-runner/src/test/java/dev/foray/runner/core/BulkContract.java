package dev.foray.runner.core;

import static dev.foray.api.BulkInsert.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.BulkInsert;
import dev.foray.protocol.FailureKind;
import dev.foray.runner.core.BulkModel.CardPayment;
import dev.foray.runner.core.BulkModel.Colour;
import dev.foray.runner.core.BulkModel.Counted;
import dev.foray.runner.core.BulkModel.Drawn;
import dev.foray.runner.core.BulkModel.Every;
import dev.foray.runner.core.BulkModel.Numbered;
import dev.foray.runner.core.BulkModel.Owner;
import dev.foray.runner.core.BulkModel.PairId;
import dev.foray.runner.core.BulkModel.Paired;
import dev.foray.runner.core.BulkModel.Payment;
import dev.foray.runner.core.BulkModel.Place;
import dev.foray.runner.core.BulkModel.Tagged;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many rows at once: what gets into the tables, and what is refused. */
abstract class BulkContract extends AttemptsCase {
  interface Work {
    void on(StatelessSession db) throws Exception;
  }

  @BeforeEach
  void makeTables() {
    BulkModel.tables(database.isPostgres()).forEach(database::execute);
    database.execute("insert into city_word values ('graz', 1)");
    database.execute("insert into counted values ('graz', 1, 'old', 3)");
  }

  static LambdaJob writing(Work work) {
    return LambdaJob.job()
        .entities(BulkModel.ENTITIES)
        .read((chunk, db) -> LambdaJob.numbers(1, 1))
        .write((pairs, db) -> work.on(db));
  }

  private void written(Work work) {
    assertThat(attempts.planAndChunk(writing(work)).failure()).isNull();
  }

  private AttemptResult refused(Work work) {
    AttemptResult result = attempts.planAndChunk(writing(work));
    assertThat(result.failure()).isNotNull();
    assertThat(attempts.row(0)).isEqualTo("RUNNING null");
    return result;
  }

  private void mistaken(Work work, String... words) {
    AttemptResult result = refused(work);
    assertThat(result.failure()).hasMessageContainingAll(words);
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
  }

  @Test
  void everyTypeIsWrittenAsHibernateWritesIt() {
    written(
        db -> {
          Owner owner = new Owner();
          db.insert(owner);
          db.insertMultiple(everies(1, owner));
          assertThat(BulkInsert.into(db, Every.class).insert(everies(101, owner))).isEqualTo(3);
        });
    List<String> byHibernate = everyRows("id < 100");
    List<String> byBulk = everyRows("id > 100");
    assertThat(byBulk).hasSize(3).isEqualTo(byHibernate);
    assertThat(database.value("select count(created) from every")).isEqualTo("6");
  }

  private List<String> everyRows(String condition) {
    String columns =
        "tiny, small, whole, large, single, exact, yes, letter, nothing, price, text, \"order\","
            + " cast(uuid as varchar), named, counted, shouted, onDay, atTime, dateTime, instant,"
            + " offsetTime, duration, street, house_number, owner_id, unwritten, "
            + (database.isPostgres()
                ? "encode(bytes, 'hex'), array_to_string(words, '|')"
                : "rawtohex(bytes), cardinality(words)");
    return database.rows("select " + columns + " from every where " + condition + " order by id");
  }

  private static List<Every> everies(long from, Owner owner) {
    Every plain = new Every();
    plain.id = from;
    Every full = new Every();
    full.id = from + 1;
    full.tiny = -1;
    full.small = -2;
    full.whole = Integer.MIN_VALUE;
    full.large = Long.MAX_VALUE;
    full.single = 1.5f;
    full.exact = -0.1;
    full.yes = true;
    full.letter = 'ö';
    full.price = new BigDecimal("12345.67");
    full.text = "tab\tline\nreturn\rback\\slash \\N ütf 漢 😀 'quote' \"double\"";
    full.order = "\\.";
    full.bytes = new byte[] {0, 1, -1, 92, 10};
    full.uuid = UUID.fromString("11111111-2222-3333-4444-555555555555");
    full.named = Colour.GREEN;
    full.counted = Colour.GREEN;
    full.shouted = "hush";
    full.onDay = LocalDate.of(2024, 2, 29);
    full.atTime = LocalTime.of(23, 59, 58);
    full.dateTime = LocalDateTime.of(2026, 7, 1, 2, 30, 0, 123_456_000);
    full.instant = Instant.parse("2026-07-01T10:00:00.5Z");
    full.offsetTime = OffsetDateTime.parse("2026-01-01T00:00:00+05:30");
    full.duration = Duration.ofSeconds(90, 5);
    full.words = new String[] {"a,b", "c\"d\\"};
    full.place = new Place("Ring", 12);
    full.owner = owner;
    Every early = new Every();
    early.id = from + 2;
    early.onDay = LocalDate.of(1500, 3, 1);
    early.dateTime = LocalDateTime.of(1850, 1, 1, 12, 0);
    early.instant = Instant.parse("1970-01-01T00:00:00.000001Z");
    return List.of(plain, full, early);
  }

  @Test
  void idsComeFromTheSequenceOrFromTheDatabase() {
    List<Drawn> drawn = IntStream.range(0, 25).mapToObj(Drawn::new).toList();
    written(
        db -> {
          BulkInsert.into(db, Drawn.class).insert(drawn);
          BulkInsert.into(db, Numbered.class).insert(List.of(new Numbered("ann", 1)));
        });
    assertThat(database.value("select count(distinct id), sum(n) from drawn")).isEqualTo("25 300");
    assertThat(drawn).allMatch(each -> each.id != null);
    assertThat(database.rows("select id, email from numbered")).containsExactly("1 ann");
  }

  @Test
  void rowsOfOtherShapesAreWritten() {
    Paired paired = new Paired();
    paired.id = new PairId("a", 1);
    CardPayment card = new CardPayment();
    card.card = "visa";
    written(
        db -> {
          BulkInsert.into(db, Paired.class).insert(List.of(paired));
          paired.text = "second";
          BulkInsert.into(db, Paired.class).upsert(List.of(paired));
          BulkInsert.into(db, CardPayment.class).insert(List.of(card));
        });
    assertThat(database.rows("select * from paired"))
        .hasSize(1)
        .first()
        .asString()
        .contains("second");
    assertThat(database.rows("select kind, card from payment")).containsExactly("CARD'S visa");
  }

  @Test
  void upsertInsertsUpdatesAndCountsTheVersion() {
    written(
        db ->
            BulkInsert.into(db, Counted.class)
                .upsert(List.of(new Counted("graz", 5L, "new"), new Counted("wien", 2L, "first"))));
    assertThat(database.rows("select * from counted order by word"))
        .containsExactly("graz 5 new 4", "wien 2 first 0");
  }

  @Test
  void upsertAddsAndTakesTheLastOfTheRestWhereAKeyComesTwice() {
    Work upsert =
        db ->
            BulkInsert.into(db, Counted.class)
                .adding("n")
                .upsert(
                    Stream.of(
                        new Counted("wien", 2L, "first"),
                        new Counted("graz", 5L, "new"),
                        new Counted("wien", 3L, "last")));
    written(
        db -> {
          upsert.on(db);
          upsert.on(db);
        });
    assertThat(database.rows("select word, n, remark from counted order by word"))
        .containsExactly("graz 11 new", "wien 10 last");
  }

  @Test
  void rowsOfATableAreInsertedAndAddedTo() {
    written(
        db -> {
          var words = BulkInsert.into(db, "city_word", "word", "n").key("word");
          words.insert(Stream.of(row("wien", 1), row("linz", 4L)));
          words.adding("n").upsert(List.of(row("wien", 2), row("graz", 3), row("st.\tveit", 1)));
          words.upsert(List.of(row("linz", 9)));
        });
    assertThat(database.rows("select word, n from city_word order by word"))
        .containsExactly("graz 4", "linz 9", "st.\tveit 1", "wien 3");
  }

  @Test
  void aRowMayHoldWhateverAColumnTakes() {
    database.execute(
        "create table mixed (id uuid, flag boolean, price numeric(10, 2), onDay date,"
            + " moment timestamp with time zone, bytes "
            + (database.isPostgres() ? "bytea" : "varbinary(10)")
            + ", colour varchar(9), letter char(1), nothing int)");
    written(
        db ->
            BulkInsert.into(
                    db, "mixed", "id", "flag", "price", "onDay", "moment", "bytes", "colour",
                    "letter", "nothing")
                .insert(
                    Stream.of(
                        row(
                            new UUID(0, 1),
                            true,
                            new BigDecimal("1E+2"),
                            LocalDate.of(2026, 1, 2),
                            Instant.parse("2026-01-02T03:04:05Z"),
                            new byte[] {1, 2},
                            Colour.RED,
                            'x',
                            null))));
    assertThat(
            database.value(
                "select id, price, onDay, colour, letter, nothing from mixed where flag and"
                    + " moment = timestamp with time zone '2026-01-02 03:04:05+00'"))
        .isEqualTo("00000000-0000-0000-0000-000000000001 100.00 2026-01-02 RED x null");
  }

  @Test
  void whatHibernateHoldsIsWrittenFirst() {
    written(
        db -> {
          db.setJdbcBatchSize(50);
          db.insert(new Counted("wien", 1L, "first"));
          BulkInsert.into(db, Counted.class)
              .adding("n")
              .upsert(List.of(new Counted("wien", 1L, "second")));
        });
    assertThat(database.value("select n from counted where word = 'wien'")).isEqualTo("2");
  }

  @Test
  void planAndFinishMayUseIt() {
    LambdaJob job =
        LambdaJob.job()
            .finish(db -> BulkInsert.into(db, "city_word", "word", "n").insert(List.of()))
            .plan(
                db -> {
                  BulkInsert.into(db, "city_word", "word", "n").insert(List.of(row("wien", 1)));
                  return dev.foray.api.ChunkPlan.count(1);
                });
    attempts.planned(job);
    assertThat(attempts.finish(job).failure()).isNull();
    assertThat(database.rows("select word from city_word"))
        .containsExactlyInAnyOrder("graz", "wien");
  }

  @Test
  void readMayNot() {
    AttemptResult result =
        attempts.planAndChunk(
            LambdaJob.job()
                .read(
                    (chunk, db) -> {
                      BulkInsert.into(db, "city_word", "word", "n").insert(List.of(row("a", 1)));
                      return LambdaJob.numbers(1, 1);
                    }));
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure()).hasMessageContaining("read uses BulkInsert: read only reads");
  }

  @Test
  void nothingIsLeftOfAnAttemptThatIsGivenUp() {
    attempts.planned(writing(db -> {}));
    AttemptResult result =
        attempts.chunk(
            writing(
                db -> {
                  BulkInsert.into(db, "city_word", "word", "n").insert(List.of(row("wien", 1)));
                  BulkInsert.into(db, "city_word", "word", "n")
                      .key("word")
                      .upsert(List.of(row("graz", 7)));
                  attempts.giveBack(0, 1);
                }),
            0);
    assertThat(result.kind()).isEqualTo(FailureKind.FENCED);
    assertThat(database.rows("select * from city_word")).containsExactly("graz 1");
  }

  @Test
  void theRowsOfAFailedChunkAreRolledBack() {
    refused(
        db -> {
          BulkInsert.into(db, "city_word", "word", "n").insert(List.of(row("wien", 1)));
          throw new SchemaManagementException("afterwards");
        });
    assertThat(database.rows("select * from city_word")).containsExactly("graz 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "city_word (word) from stdin; commit; copy city_word",
        "city_word; commit",
        "city_word\"; commit; --",
        "",
        "a.b.c.d"
      })
  void noStatementHidesInTheNameOfATable(String table) {
    mistaken(
        db -> BulkInsert.into(db, table, "word", "n").insert(List.of(row("wien", 1))),
        "BulkInsert: " + table + " is no name of a table");
  }

  @Test
  void noStatementHidesInTheNameOfAColumn() {
    mistaken(
        db -> BulkInsert.into(db, "city_word", "word) from stdin; commit; --").insert(List.of()),
        "is no name of a column");
  }

  @Test
  void theGuardStandsAfterwards() {
    mistaken(
        db -> {
          BulkInsert.into(db, "city_word", "word", "n").insert(List.of(row("wien", 1)));
          db.doWork(java.sql.Connection::commit);
        },
        "write calls commit on its connection");
    assertThat(database.rows("select * from city_word")).containsExactly("graz 1");
  }

  @Test
  void whatIsNoEntityIsNamed() {
    mistaken(
        db -> BulkInsert.into(db, String.class).insert(List.of("x")),
        "BulkInsert of java.lang.String is not possible: it is no entity of this job");
  }

  @Test
  void whatStandsInSeveralTablesIsRefused() {
    mistaken(
        db -> BulkInsert.into(db, Tagged.class).insert(List.of()),
        "its tags stand in another table: use insertMultiple");
  }

  @Test
  void aSubclassIsToldToGoApart() {
    mistaken(
        db -> BulkInsert.into(db, Payment.class).insert(List.of(new CardPayment())),
        "was given a " + CardPayment.class.getName());
  }

  @Test
  void aRowNeedsAValueForEachColumn() {
    mistaken(
        db -> BulkInsert.into(db, "city_word", "word", "n").insert(List.of(row("wien"))),
        "a row has 1 values for the 2 columns word, n");
  }

  @Test
  void aTableNeedsColumnsAndAKeyToUpsert() {
    mistaken(
        db -> BulkInsert.into(db, "city_word").insert(List.of()), "into city_word names no column");
  }

  @Test
  void anUpsertNeedsAKey() {
    mistaken(
        db -> BulkInsert.into(db, "city_word", "word", "n").upsert(List.of()),
        "can't tell which rows are there: name its key, as in .key(\"word\")");
  }

  @Test
  void aKeyThatIsNoColumnIsNamed() {
    mistaken(
        db -> BulkInsert.into(db, "city_word", "word").adding("n").upsert(List.of()),
        "names the column n as a key or for adding, but its rows have word");
  }

  @Test
  void anAttributeThatIsNoneIsNamed() {
    mistaken(
        db -> BulkInsert.into(db, Counted.class).adding("m").upsert(List.of()),
        "names the attribute m as a key or for adding, but it has n, remark, version, word");
  }

  @Test
  void aColumnThatIsMissingIsNamed() {
    mistaken(
        db -> BulkInsert.into(db, "city_word", "word", "m").insert(List.of(row("wien", 1))),
        "a column is missing in the database");
  }

  @Test
  void aNullWhereNoneMayBeFailsTheChunk() {
    AttemptResult result =
        refused(
            db ->
                BulkInsert.into(db, "city_word", "word", "n")
                    .insert(List.of(row("a", 1), row("b", null))));
    assertThat(result.kind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(result.failure()).hasMessageContaining("BulkInsert into city_word failed");
    assertThat(String.valueOf(result.failure())).containsIgnoringCase("null");
  }

  @Test
  void aRowThatIsThereFailsTheChunk() {
    AttemptResult result =
        refused(
            db -> BulkInsert.into(db, "city_word", "word", "n").insert(List.of(row("graz", 1))));
    assertThat(result.kind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(result.failure())
        .isInstanceOf(org.hibernate.exception.ConstraintViolationException.class);
  }

  @Test
  void whatTheRowsThrowFailsTheChunk() {
    AttemptResult result =
        refused(
            db ->
                BulkInsert.into(db, "city_word", "word", "n")
                    .insert(
                        Stream.of("a", "b")
                            .map(
                                word -> {
                                  throw new IllegalStateException("no row for " + word);
                                })));
    assertThat(result.kind()).isEqualTo(FailureKind.USER_CODE);
    assertThat(result.failure()).hasMessage("no row for a");
  }
}
