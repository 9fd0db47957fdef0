package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.NamedText;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jobs over a model with a lazy to-one, and over one without; and what of it may stand in a pair.
 */
abstract class ModelContract extends AttemptsCase {
  private int given;

  @Entity(name = "customer")
  static class Customer {
    @Id long id;
    String name = "";

    Customer() {}

    /** Through a method, for a proxy has no fields of its own. */
    String name() {
      return name;
    }
  }

  @Entity(name = "invoice")
  static class Invoice {
    @Id long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "customer_id")
    Customer customer = new Customer();

    @OneToMany(cascade = CascadeType.ALL)
    @JoinColumn(name = "invoice_id")
    List<Line> lines = new ArrayList<>();

    Invoice() {}
  }

  @Entity(name = "line")
  static class Line {
    @Id long id;

    @Convert(converter = Shouting.class)
    String text = "";

    Line() {}
  }

  /** Upper case in the database, lower case in Java. */
  static class Shouting implements AttributeConverter<String, String> {
    @Override
    public String convertToDatabaseColumn(String text) {
      return text.toUpperCase(java.util.Locale.ROOT);
    }

    @Override
    public String convertToEntityAttribute(String column) {
      return column.toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Entity(name = "numbered")
  static class Numbered {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE)
    long id;

    int n;

    Numbered() {}
  }

  /** What a careless job hands on. */
  record Holder(Object held) {}

  @BeforeEach
  void makeTables() {
    database.execute("create table customer (id bigint primary key, name varchar(50))");
    database.execute(
        "create table invoice (id bigint primary key, customer_id bigint references customer)");
    database.execute(
        "create table line (id bigint primary key, text varchar(50), invoice_id bigint)");
    database.execute("insert into customer values (1, 'Ann'), (2, 'Bob')");
    database.execute("insert into invoice values (10, 1), (11, 2), (12, 1)");
    database.execute("insert into line values (100, 'TEA', 10), (101, 'MILK', 11)");
  }

  private static LambdaJob invoices() {
    return LambdaJob.job()
        .entities(Invoice.class, Customer.class, Line.class)
        .plan(db -> ChunkPlan.keyRanges(db, Invoice.class, 100));
  }

  private LambdaJob giving(Function<Invoice, Object> value) {
    return invoices()
        .read(
            (chunk, db) ->
                chunk
                    .rows(db, Invoice.class)
                    .map(invoice -> KeyValue.of(invoice.id, value.apply(invoice))));
  }

  @Test
  void modelWithALazyToOneIsReadWithTheByteCodeProvider() {
    LambdaJob job = giving(invoice -> invoice.customer == null ? 0 : 1);
    AttemptResult result = attempts.planAndChunk(job);
    assertThat(result.failure()).isNull();
    assertThat(job.writtenKeys()).containsExactly(10L, 11L, 12L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void modelWithoutALazyToOneIsReadAndWrittenWithAndWithoutIt(boolean provider) {
    LambdaJob job =
        LambdaJob.job()
            .entities(Line.class)
            .plan(db -> ChunkPlan.keyRanges(db, Line.class, 100))
            .read(
                (chunk, db) ->
                    chunk.rows(db, Line.class).map(line -> KeyValue.of(line.id, line.text)))
            .write(
                (pairs, db) -> {
                  List<Line> lines = new ArrayList<>();
                  for (KeyValue<Object, Object> pair : pairs) {
                    Line line = new Line();
                    line.id = (Long) pair.key() + 1_000;
                    line.text = pair.value() + "!";
                    lines.add(line);
                  }
                  db.insertMultiple(lines);
                  db.upsertMultiple(lines);
                });
    AttemptResult result = attempts.bytecodeProvider(provider).planAndChunk(job);
    assertThat(result.failure()).isNull();
    assertThat(database.rows("select id, text from line where id > 1000 order by id"))
        .containsExactly("1100 TEA!", "1101 MILK!");
  }

  @Test
  void settingsOfTheConnectionAndTheSchemaAreNotTaken() {
    attempts.hibernate(
        new NamedText("hibernate.hbm2ddl.auto", "create-drop"),
        new NamedText("hibernate.connection.url", "jdbc:nothing:"),
        new NamedText("jakarta.persistence.jdbc.url", "jdbc:nothing:"),
        new NamedText("hibernate.default_schema", "public"));
    LambdaJob job = giving(invoice -> 1);
    assertThat(attempts.planAndChunk(job).failure()).isNull();
    assertThat(job.writtenKeys()).hasSize(3);
  }

  @Test
  void idsFromATableHaveAConnectionOfTheirOwn() {
    database.execute(
        "create table hibernate_sequences"
            + " (sequence_name varchar(255) primary key, next_val bigint)");
    database.execute("create table numbered (id bigint primary key, n int not null)");
    LambdaJob job =
        LambdaJob.job()
            .entities(Numbered.class)
            .read((chunk, db) -> LambdaJob.numbers(1, 5_000))
            .write(
                (pairs, db) -> {
                  for (KeyValue<Object, Object> pair : pairs) {
                    Numbered numbered = new Numbered();
                    numbered.n = (Integer) pair.key();
                    db.insert(numbered);
                  }
                });
    assertThat(attempts.planAndChunk(job).failure()).isNull();
    assertThat(database.value("select count(*), sum(n) from numbered")).isEqualTo("5000 12502500");
  }

  private void assertRefused(LambdaJob job, String... words) {
    AttemptResult result = attempts.planAndChunk(job);
    assertThat(result.kind()).isEqualTo(FailureKind.MISTAKE);
    assertThat(result.failure()).hasMessageContainingAll(words);
    assertThat(job.batches).isEmpty();
  }

  @Test
  void entityAsAValueIsRefused() {
    assertRefused(
        giving(invoice -> invoice),
        "read gave the entity " + Invoice.class.getName() + " as the value of a pair",
        "give invoice.getId() or a record");
  }

  @Test
  void proxyInARecordIsRefused() {
    assertRefused(
        giving(invoice -> new Holder(invoice.customer)),
        "read gave a proxy of the entity " + Customer.class.getName(),
        "as the component \"held\" of " + Holder.class.getName(),
        "give customer.getId() or a record");
  }

  @Test
  void persistentCollectionIsRefused() {
    assertRefused(
        giving(invoice -> invoice.lines),
        "read gave the persistent collection org.hibernate.collection.spi.PersistentBag",
        "give a List.copyOf of ids or records");
  }

  @Test
  void proxiesAndPersistentCollectionsAreRefusedWhereverTheyStand() {
    attempts.planned(giving(invoice -> 1));
    refusedFromReadAndMap("a proxy of the entity", invoice -> invoice.customer);
    refusedFromReadAndMap("an element of a Set", invoice -> Set.of(invoice.customer));
    refusedFromReadAndMap("an element of a List", invoice -> List.of(invoice.lines));
    refusedFromReadAndMap("the component \"held\"", invoice -> new Holder(invoice.lines));
  }

  /** The first chunk, once as {@code read} gives such values and once as {@code map} emits them. */
  private void refusedFromReadAndMap(String words, Function<Invoice, Object> value) {
    assertThat(attempts.chunk(giving(value), 0).failure())
        .hasMessageStartingWith("read gave ")
        .hasMessageContaining(words);
    attempts.giveBack(0, ++given);
    List<Object> kept = new CopyOnWriteArrayList<>();
    LambdaJob emitting =
        giving(
                invoice -> {
                  kept.add(value.apply(invoice));
                  return 1;
                })
            .map((key, one, output) -> output.emit(key, kept.get(0)));
    assertThat(attempts.chunk(emitting, 0).failure())
        .hasMessageStartingWith("map emitted ")
        .hasMessageContaining(words);
    attempts.giveBack(0, ++given);
  }

  @Test
  void entityInACollectionThatMapEmitsIsRefused() {
    assertRefused(
        giving(invoice -> 1)
            .map((key, value, output) -> output.emit(key, List.of(Map.of("x", new Customer())))),
        "map emitted the entity " + Customer.class.getName() + " in the value of a pair",
        "as an element of a Map: ",
        "emit customer.getId() or a record");
  }

  @Test
  void entityAsAKeyIsRefused() {
    assertRefused(
        giving(invoice -> 1).map((key, value, output) -> output.emit(new Customer(), 1)),
        "map emitted the entity " + Customer.class.getName() + " as the key of a pair");
  }

  @Test
  void entityInAnArrayOrAnOptionalIsRefused() {
    attempts.planned(giving(invoice -> 1));
    AttemptResult array = attempts.chunk(giving(invoice -> new Object[] {1, new Customer()}), 0);
    assertThat(array.failure()).hasMessageContaining("as an element of java.lang.Object[]");
    attempts.giveBack(0, 1);
    AttemptResult optional = attempts.chunk(giving(invoice -> Optional.of(new Customer())), 0);
    assertThat(optional.failure()).hasMessageContaining("as an element of java.util.Optional");
  }

  @Test
  void streamsOfEntitiesAreReadOnOneConnection() {
    LambdaJob job = invoices().read((chunk, db) -> namesOf(db, chunk.rows(db, Invoice.class)));
    assertThat(attempts.planAndChunk(job).failure()).isNull();
    assertThat(job.batches.get(0)).extracting(KeyValue::value).containsExactly("Ann", "Bob", "Ann");
  }

  private static Stream<KeyValue<Object, Object>> namesOf(
      StatelessSession db, Stream<Invoice> invoices) {
    return invoices.map(
        invoice -> {
          db.fetch(invoice.customer);
          return KeyValue.of(invoice.id, invoice.customer.name());
        });
  }
}
