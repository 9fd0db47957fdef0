package dev.foray.distribution.jobs;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyRange;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Jobs that are wrong, each in one way that its name says. */
public final class BadJobs {
  private BadJobs() {}

  /**
   * One chunk of three pairs, each emitted and written: right, as long as nothing is overridden.
   */
  public abstract static class OneChunk
      implements MapReduceJob<Object, @Nullable Object, Object, @Nullable Object> {
    @Override
    public ChunkPlan plan(StatelessSession db) {
      db.createNativeMutationQuery("create table if not exists bad_job_output (n integer)")
          .executeUpdate();
      return ChunkPlan.count(1);
    }

    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db)
        throws Exception {
      return IntStream.range(0, 3).mapToObj(i -> KeyValue.of(i, "value " + i));
    }

    @Override
    public void map(Object key, @Nullable Object value, Output<Object, @Nullable Object> output)
        throws Exception {
      output.emit(key, value);
    }

    @Override
    public void write(Object key, @Nullable Object value, StatelessSession db) {
      db.createNativeMutationQuery("insert into bad_job_output values (1)").executeUpdate();
    }
  }

  public static class PlanThrows extends OneChunk {
    @Override
    public ChunkPlan plan(StatelessSession db) {
      throw new IllegalStateException("the tariff of 2027 is not there yet");
    }
  }

  public static class PlansNothing extends OneChunk {
    @Override
    public ChunkPlan plan(StatelessSession db) {
      return ChunkPlan.count(0);
    }
  }

  public static class PlansTooMany extends OneChunk {
    @Override
    public ChunkPlan plan(StatelessSession db) {
      return ChunkPlan.count(1_000_001);
    }
  }

  public static class PlansRangesThatOverlap extends OneChunk {
    @Override
    public ChunkPlan plan(StatelessSession db) {
      return ChunkPlan.ranges(List.of(KeyRange.of(0L, 100L), KeyRange.of(99L, 200L)));
    }
  }

  public static class PlansRangesThatDescend extends OneChunk {
    @Override
    public ChunkPlan plan(StatelessSession db) {
      return ChunkPlan.ranges(List.of(KeyRange.of(200L, 100L)));
    }
  }

  /**
   * A chunk for each of the jobs here that the parameter names: wrong in as many ways as it has
   * chunks.
   */
  public static class WrongInEachChunk extends OneChunk {
    private List<String> names = List.of();
    private @Nullable OneChunk one;

    @Override
    public void open(JobContext job) {
      names = List.of(job.parameter("jobs").split(","));
    }

    @Override
    public ChunkPlan plan(StatelessSession db) {
      super.plan(db);
      for (String sql :
          List.of(
              "create table customer (id bigint primary key)",
              "create table invoice (id bigint primary key, customer_id bigint)",
              "create table invoice_lines (invoice_id bigint, lines varchar(50))",
              "create table payment (id bigint primary key)",
              "insert into customer values (7)",
              "insert into invoice values (1, 7)")) {
        db.createNativeMutationQuery(sql).executeUpdate();
      }
      return ChunkPlan.items(names);
    }

    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db)
        throws Exception {
      one =
          Class.forName(BadJobs.class.getName() + "$" + chunk.item())
              .asSubclass(OneChunk.class)
              .getConstructor()
              .newInstance();
      return one.read(chunk, db);
    }

    @Override
    public void map(Object key, @Nullable Object value, Output<Object, @Nullable Object> output)
        throws Exception {
      Objects.requireNonNull(one).map(key, value, output);
    }

    @Override
    public void write(Object key, @Nullable Object value, StatelessSession db) {
      Objects.requireNonNull(one).write(key, value, db);
    }
  }

  @Entity(name = "customer")
  public static class Customer {
    @Id Long id = 7L;
  }

  @Entity(name = "invoice")
  public static class Invoice {
    @Id Long id = 1L;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "customer_id")
    Customer customer = new Customer();

    @ElementCollection
    @CollectionTable(name = "invoice_lines", joinColumns = @JoinColumn(name = "invoice_id"))
    List<String> lines = new ArrayList<>();
  }

  @Entity(name = "payment")
  public static class Payment {
    @Id Long id = 1L;
    Long amount = 0L;
  }

  @Entity(name = "reminder")
  public static class Reminder {
    @Id Long id = 1L;
  }

  @Embeddable
  public static class OrderLineKey implements Serializable {
    private static final long serialVersionUID = 1L;
    int order;
    int line;

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OrderLineKey key && key.order == order && key.line == line;
    }

    @Override
    public int hashCode() {
      return Objects.hash(order, line);
    }
  }

  @Entity
  public static class OrderLine {
    @EmbeddedId OrderLineKey key = new OrderLineKey();
  }

  public static class PlansByCompositeKey extends OneChunk {
    @Override
    public ChunkPlan plan(StatelessSession db) {
      return ChunkPlan.keyRanges(db, OrderLine.class, 100);
    }
  }

  public record Holder(String name, Invoice invoice) {}

  public static class ReadsAnEntity extends OneChunk {
    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
      return Stream.of(KeyValue.of(1, new Invoice()));
    }
  }

  public static class ReadsAnEntityInARecord extends OneChunk {
    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
      return Stream.of(KeyValue.of(1, new Holder("a", new Invoice())));
    }
  }

  public static class ReadsAnEntityInACollection extends OneChunk {
    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
      return Stream.of(KeyValue.of(1, List.of(new Invoice())));
    }
  }

  public static class EmitsAnEntity extends OneChunk {
    @Override
    public void map(Object key, @Nullable Object value, Output<Object, @Nullable Object> output) {
      output.emit(key, new Invoice());
    }
  }

  private static Stream<KeyValue<Object, @Nullable Object>> invoices(
      StatelessSession db, Function<Invoice, Object> value) {
    return db.createSelectionQuery("from invoice", Invoice.class)
        .getResultStream()
        .map(invoice -> KeyValue.of(invoice.id, value.apply(invoice)));
  }

  public static class ReadsAProxy extends OneChunk {
    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
      return invoices(db, invoice -> invoice.customer);
    }
  }

  public record Debt(Object debtor, long cents) {}

  public static class ReadsAProxyInARecord extends OneChunk {
    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
      return invoices(db, invoice -> new Debt(invoice.customer, 100));
    }
  }

  public static class ReadsAProxyInACollection extends OneChunk {
    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
      return invoices(db, invoice -> List.of(1, invoice.customer));
    }
  }

  public static class EmitsAProxy extends OneChunk {
    private @Nullable Customer kept;

    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
      return invoices(
          db,
          invoice -> {
            kept = invoice.customer;
            return 1;
          });
    }

    @Override
    public void map(Object key, @Nullable Object value, Output<Object, @Nullable Object> output) {
      output.emit(key, kept);
    }
  }

  public static class ReadsAPersistentCollection extends OneChunk {
    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
      return invoices(db, invoice -> invoice.lines);
    }
  }

  public static class ReadsANullKey extends OneChunk {
    @Override
    @SuppressWarnings("NullAway") // a mistake on purpose
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
      return Stream.of(KeyValue.of(null, "value"));
    }
  }

  public static class EmitsANullKey extends OneChunk {
    @Override
    @SuppressWarnings("NullAway") // a mistake on purpose
    public void map(Object key, @Nullable Object value, Output<Object, @Nullable Object> output) {
      output.emit(null, value);
    }
  }

  public static class WritesNothing implements MapReduceJob<Integer, Integer, Integer, Integer> {
    @Override
    public ChunkPlan plan(StatelessSession db) {
      return ChunkPlan.count(1);
    }

    @Override
    public Stream<KeyValue<Integer, Integer>> read(Chunk chunk, StatelessSession db) {
      return Stream.of(KeyValue.of(1, 1));
    }

    @Override
    public void map(Integer key, Integer value, Output<Integer, Integer> output) {
      output.emit(key, value);
    }
  }

  public static class CommitsInWrite extends OneChunk {
    @Override
    public void write(Object key, @Nullable Object value, StatelessSession db) {
      db.getTransaction().commit();
    }
  }

  public static class CommitsInSqlText extends OneChunk {
    @Override
    public void write(Object key, @Nullable Object value, StatelessSession db) {
      db.doWork(
          connection -> {
            try (var statement = connection.createStatement()) {
              statement.execute("commit");
            }
          });
    }
  }

  public static class RollsBackInWrite extends OneChunk {
    @Override
    public void write(Object key, @Nullable Object value, StatelessSession db) {
      db.getTransaction().rollback();
    }
  }

  public static class CreatesATableInWrite extends OneChunk {
    @Override
    public void write(Object key, @Nullable Object value, StatelessSession db) {
      db.createNativeMutationQuery("create table too_late (n integer)").executeUpdate();
    }
  }

  public static class WritesInRead extends OneChunk {
    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
      db.createNativeMutationQuery("insert into bad_job_output values (2)").executeUpdate();
      return Stream.of(KeyValue.of(1, 1));
    }
  }

  public static class AsksForAnItem extends OneChunk {
    @Override
    public ChunkPlan plan(StatelessSession db) {
      return ChunkPlan.ranges(List.of(KeyRange.of(0L, 100L)));
    }

    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
      return Stream.of(KeyValue.of(chunk.item(), 1));
    }
  }

  public static class ReadsATableThatIsMissing extends OneChunk {
    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
      return db.createSelectionQuery("from reminder", Reminder.class)
          .getResultStream()
          .map(reminder -> KeyValue.of(reminder.id, 1));
    }
  }

  public static class ReadsAColumnThatIsMissing extends OneChunk {
    @Override
    public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
      return db.createSelectionQuery("from payment", Payment.class)
          .getResultStream()
          .map(payment -> KeyValue.of(payment.id, payment.amount));
    }
  }

  public static class NeedsAParameter extends OneChunk {
    @Override
    public void open(JobContext job) {
      job.parameter("year");
    }
  }

  public static class NeedsANumber extends OneChunk {
    @Override
    public void open(JobContext job) {
      job.parameter("year", Integer.class);
    }
  }

  public static class HasNoPublicConstructor extends OneChunk {
    private HasNoPublicConstructor() {}
  }

  public static class NeedsAConstructorArgument extends OneChunk {
    public NeedsAConstructorArgument(String tenant) {
      Objects.requireNonNull(tenant);
    }
  }

  static class IsNotPublic extends OneChunk {}

  public static class IsNoJob {}
}
