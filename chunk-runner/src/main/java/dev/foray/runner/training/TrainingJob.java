package dev.foray.runner.training;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * The made-up job of a training run: touches what most jobs touch, a keyed range, a combiner, an
 * insert, an upsert, a query of its own.
 */
public final class TrainingJob implements MapReduceJob<Long, String, Long, Long> {
  private static final int ROWS = 20;

  @Override
  public ChunkPlan plan(StatelessSession db) {
    db.createNativeMutationQuery(
            "create table foray_training_row"
                + " (id bigint primary key, name varchar(200), n bigint not null)")
        .executeUpdate();
    db.createMutationQuery("delete ForayTrainingRow where n < 0").executeUpdate();
    for (int i = 1; i <= ROWS; i++) {
      db.insert(new TrainingRow(i, "row " + i, i));
    }
    return ChunkPlan.keyRanges(db, TrainingRow.class, ROWS);
  }

  @Override
  public Stream<KeyValue<Long, String>> read(Chunk chunk, StatelessSession db) {
    return chunk.rows(db, TrainingRow.class).map(row -> KeyValue.of(row.id, row.name));
  }

  @Override
  public void map(Long id, String name, Output<Long, Long> output) {
    output.emit(id, 1L);
    output.emit(ROWS + id, id);
    output.count("rows", 1);
  }

  @Override
  public Optional<BinaryOperator<Long>> combiner() {
    return Optional.of(Long::sum);
  }

  @Override
  public void writeAll(List<KeyValue<Long, Long>> pairs, StatelessSession db) {
    for (KeyValue<Long, Long> pair : pairs) {
      db.createMutationQuery(
              "insert into ForayTrainingRow (id, name, n) values (:id, 'new', :n)"
                  + " on conflict (id) do update set n = n + excluded.n")
          .setParameter("id", pair.key())
          .setParameter("n", pair.value())
          .executeUpdate();
    }
    db.insertMultiple(List.of(new TrainingRow(1_001, "one", 1), new TrainingRow(1_002, "two", 2)));
    db.upsert(new TrainingRow(1_001, "one more", 1));
  }

  @Override
  public void finish(StatelessSession db) {
    db.createSelectionQuery(
            "from ForayTrainingRow where n > :n order by n desc, id", TrainingRow.class)
        .setParameter("n", 0L)
        .setMaxResults(10)
        .getResultList();
    db.createSelectionQuery("select sum(n) from ForayTrainingRow", Long.class).getSingleResult();
  }
}
