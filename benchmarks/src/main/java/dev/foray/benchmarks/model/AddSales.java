package dev.foray.benchmarks.model;

import dev.foray.api.Chunk;
import dev.foray.api.KeyValue;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Over the model that has no lazy to-one. */
public final class AddSales extends Adding {
  @Override
  public Stream<KeyValue<Long, Long>> read(Chunk chunk, StatelessSession db) {
    return chunk.rows(db, Sale.class).map(sale -> KeyValue.of(sale.id, sale.cents));
  }
}
