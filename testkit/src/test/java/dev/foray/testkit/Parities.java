package dev.foray.testkit;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Counts the even and the odd of the numbers from 1 to {@code most}, three to a chunk. */
public class Parities implements MapReduceJob<Long, Long, String, Integer> {
  int opened;
  private int most;
  private long failAt;

  @Entity(name = "number_row")
  static class NumberRow {
    @Id long id;
  }

  @Override
  public void open(JobContext job) {
    opened++;
    most = job.parameterOr("most", 10);
    failAt = job.parameterOr("failAt", -1L);
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    sql(db, "create table if not exists number_row (id bigint primary key)");
    sql(db, "create table if not exists parity (name varchar(10) primary key, n int)");
    sql(db, "delete from number_row");
    sql(db, "delete from parity");
    sql(db, "insert into parity values ('even', 0), ('odd', 0)");
    for (int n = 1; n <= most; n++) {
      sql(db, "insert into number_row values (" + n + ")");
    }
    return ChunkPlan.keyRanges(db, NumberRow.class, 3);
  }

  @Override
  public Stream<KeyValue<Long, Long>> read(Chunk chunk, StatelessSession db) {
    return chunk.rows(db, NumberRow.class).map(row -> KeyValue.of(row.id, row.id));
  }

  @Override
  public void map(Long key, Long value, Output<String, Integer> output) {
    if (key == failAt) {
      throw new IllegalArgumentException("as asked");
    }
    output.emit(value % 2 == 0 ? "even" : "odd", 1);
    output.count("seen", 1);
  }

  @Override
  public Optional<BinaryOperator<Integer>> combiner() {
    return Optional.of(Integer::sum);
  }

  @Override
  public void write(String key, Integer value, StatelessSession db) {
    db.createNativeMutationQuery("update parity set n = n + :n where name = :name")
        .setParameter("n", value)
        .setParameter("name", key)
        .executeUpdate();
  }

  @Override
  public void finish(StatelessSession db) {
    sql(db, "delete from parity where name = 'total'");
    sql(db, "insert into parity select 'total', sum(n) from parity");
  }

  @Override
  public Collection<Class<?>> entities() {
    return List.of(NumberRow.class);
  }

  private static void sql(StatelessSession db, String text) {
    db.createNativeMutationQuery(text).executeUpdate();
  }
}
