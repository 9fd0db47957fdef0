package dev.foray.examples.recipes;

import dev.foray.api.BulkInsert;
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
 * Counts customers by the domain of their mail. There are many domains, so a batch of them is
 * written at once; what other chunks have counted is added to.
 */
public class CountDomains implements MapReduceJob<Long, String, String, Long> {

  @Override
  public ChunkPlan plan(StatelessSession db) {
    db.createMutationQuery("delete DomainCount").executeUpdate();
    return ChunkPlan.keyRanges(db, Customer.class, 50_000);
  }

  @Override
  public Stream<KeyValue<Long, String>> read(Chunk chunk, StatelessSession db) {
    return chunk.rows(db, Customer.class).map(customer -> KeyValue.of(customer.id, customer.email));
  }

  @Override
  public void map(Long id, String email, Output<String, Long> output) {
    output.emit(email.substring(email.indexOf('@') + 1), 1L);
  }

  @Override
  public Optional<BinaryOperator<Long>> combiner() {
    return Optional.of(Long::sum);
  }

  @Override
  public void writeAll(List<KeyValue<String, Long>> domains, StatelessSession db) {
    BulkInsert.into(db, DomainCount.class)
        .adding("customers")
        .upsert(domains.stream().map(pair -> new DomainCount(pair.key(), pair.value())));
  }
}
