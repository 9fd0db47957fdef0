package dev.foray.benchmarks.model;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.Output;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** In chunks of as many rows as the parameter {@code rows} says; counts those that cost nothing. */
public final class AddManySales extends Adding {
  private int rows;

  @Override
  public void open(JobContext job) {
    rows = job.parameterOr("rows", 50_000);
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    return ChunkPlan.keyRanges(db, Sale.class, rows);
  }

  @Override
  public Stream<KeyValue<Long, Long>> read(Chunk chunk, StatelessSession db) {
    return chunk.rows(db, Sale.class).map(sale -> KeyValue.of(sale.id, sale.cents));
  }

  @Override
  public void map(Long id, Long cents, Output<Long, Long> output) {
    super.map(id, cents, output);
    if (cents == 0) {
      output.count("free", 1);
    }
  }

  @Override
  public Collection<Class<?>> entities() {
    return List.of(Sale.class, Total.class);
  }
}
