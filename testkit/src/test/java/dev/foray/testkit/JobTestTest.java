package dev.foray.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import dev.foray.protocol.JobState;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

class JobTestTest {

  @Test
  void runsAJobFromPlanToFinish() {
    JobTestResult result = JobTest.of(Parities.class).run().succeeded();
    assertThat(result.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(result.chunks()).isEqualTo(4);
    assertThat(result.pairs().pairsRead()).isEqualTo(10);
    assertThat(result.counter("seen")).isEqualTo(10);
    assertThat(result.rows("select name, n from parity order by name"))
        .extracting(row -> row.get("name") + "=" + row.get("n"))
        .containsExactly("even=5", "odd=5", "total=10");
  }

  @Entity(name = "number_row")
  public static class NumberRow {
    @Id long id;
  }

  public static class Parities implements MapReduceJob<Long, Long, String, Integer> {
    @Override
    public Collection<Class<?>> entities() {
      return List.of(NumberRow.class);
    }

    @Override
    public ChunkPlan plan(StatelessSession db) {
      sql(db, "create table number_row (id bigint primary key)");
      sql(db, "create table parity (name varchar(10) primary key, n int)");
      sql(db, "insert into number_row values (1),(2),(3),(4),(5),(6),(7),(8),(9),(10)");
      sql(db, "insert into parity values ('even', 0), ('odd', 0)");
      return ChunkPlan.keyRanges(db, NumberRow.class, 3);
    }

    @Override
    public Stream<KeyValue<Long, Long>> read(Chunk chunk, StatelessSession db) {
      return chunk.rows(db, NumberRow.class).map(row -> KeyValue.of(row.id, row.id));
    }

    @Override
    public void map(Long key, Long value, Output<String, Integer> output) {
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
      sql(db, "insert into parity select 'total', sum(n) from parity");
    }

    private static void sql(StatelessSession db, String text) {
      db.createNativeMutationQuery(text).executeUpdate();
    }
  }
}
