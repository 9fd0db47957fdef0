package dev.foray.testkit;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * Jobs that sum the numbers of a table by their last digit, each but the first wrong in one way.
 */
final class WrongJobs {
  static final int NUMBERS = 100;

  private WrongJobs() {}

  @Entity(name = "counted")
  static class Counted {
    @Id int id;
  }

  /** Right. */
  public static class Sums implements MapReduceJob<Integer, Integer, Integer, Integer> {
    @Override
    public ChunkPlan plan(StatelessSession db) {
      sql(db, "create table if not exists total (digit int primary key, n int, latest int)");
      sql(db, "delete from total");
      return ChunkPlan.keyRanges(db, Counted.class, 30);
    }

    @Override
    public Stream<KeyValue<Integer, Integer>> read(Chunk chunk, StatelessSession db) {
      return chunk.rows(db, Counted.class).map(row -> KeyValue.of(row.id, row.id));
    }

    @Override
    public void map(Integer key, Integer value, Output<Integer, Integer> output) throws Exception {
      output.emit(key % 10, value);
    }

    @Override
    public void write(Integer digit, Integer value, StatelessSession db) {
      add(db, digit, "n = n + :value, latest = greatest(latest, :value)", value);
    }

    @Override
    public Collection<Class<?>> entities() {
      return List.of(Counted.class);
    }
  }

  /** Keeps what it maps in a field, and lets the others change it. */
  public static class SharedField extends Sums {
    private volatile int current;

    @Override
    public void map(Integer key, Integer value, Output<Integer, Integer> output) {
      current = key;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      output.emit(current % 10, current);
    }
  }

  /** Takes the count of its chunk for that of all. */
  public static class Overwrites extends Sums {
    @Override
    public void map(Integer key, Integer value, Output<Integer, Integer> output) {
      output.emit(key % 10, 1);
    }

    @Override
    public Optional<BinaryOperator<Integer>> combiner() {
      return Optional.of(Integer::sum);
    }

    @Override
    public void write(Integer digit, Integer value, StatelessSession db) {
      add(db, digit, "n = greatest(n, :value)", value);
    }
  }

  /** The greatest number should win, and the last one written does. */
  public static class LastWins extends Sums {
    @Override
    public void write(Integer digit, Integer value, StatelessSession db) {
      add(db, digit, "n = n + :value, latest = :value", value);
    }
  }

  /** Counts in a session of its own. */
  public static class OwnSession extends Sums {
    @Override
    public void write(Integer digit, Integer value, StatelessSession db) {
      try (StatelessSession own = db.getFactory().openStatelessSession()) {
        own.beginTransaction();
        add(own, digit, "n = n + :value", value);
        own.getTransaction().commit();
      }
    }
  }

  /** Opens a connection by an address of its own. */
  public static class OwnConnection extends Sums {
    private String url = "";

    @Override
    public void open(JobContext job) {
      url = job.parameter("url");
    }

    @Override
    public void map(Integer key, Integer value, Output<Integer, Integer> output) throws Exception {
      try (Connection own = DriverManager.getConnection(url, "sa", "");
          Statement statement = own.createStatement()) {
        statement.execute("delete from counted where id = " + key);
      }
      super.map(key, value, output);
    }
  }

  /** Its result hangs on chance. */
  public static class Random extends Sums {
    @Override
    public void write(Integer digit, Integer value, StatelessSession db) {
      add(db, digit, "latest = :value", UUID.randomUUID().hashCode());
    }
  }

  /** Emits its entity. */
  public static class EmitsEntity implements MapReduceJob<Integer, Integer, Integer, Counted> {
    private final Sums sums = new Sums();

    @Override
    public ChunkPlan plan(StatelessSession db) {
      return sums.plan(db);
    }

    @Override
    public Stream<KeyValue<Integer, Integer>> read(Chunk chunk, StatelessSession db) {
      return sums.read(chunk, db);
    }

    @Override
    public void map(Integer key, Integer value, Output<Integer, Counted> output) {
      output.emit(key, new Counted());
    }

    @Override
    public void write(Integer key, Counted value, StatelessSession db) {}

    @Override
    public Collection<Class<?>> entities() {
      return List.of(Counted.class);
    }
  }

  private static void add(StatelessSession db, int digit, String change, int value) {
    sql(
        db,
        "insert into total select %d, 0, 0 where not exists (select 1 from total where digit = %d)"
            .formatted(digit, digit));
    db.createNativeMutationQuery("update total set " + change + " where digit = :digit")
        .setParameter("value", value)
        .setParameter("digit", digit)
        .executeUpdate();
  }

  private static void sql(StatelessSession db, String text) {
    db.createNativeMutationQuery(text).executeUpdate();
  }
}
