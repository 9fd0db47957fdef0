package dev.foray.benchmarks.model;

import dev.foray.api.Chunk;
import dev.foray.api.KeyValue;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Over the model that has a lazy to-one. */
public final class AddPurchases extends Adding {
  @Override
  public Stream<KeyValue<Long, Long>> read(Chunk chunk, StatelessSession db) {
    return chunk.rows(db, Purchase.class).map(AddPurchases::pair);
  }

  static KeyValue<Long, Long> pair(Purchase purchase) {
    return KeyValue.of(Objects.requireNonNull(purchase.customer).getId(), purchase.cents);
  }
}
