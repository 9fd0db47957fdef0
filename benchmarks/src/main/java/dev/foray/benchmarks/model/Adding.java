package dev.foray.benchmarks.model;

import dev.foray.api.ChunkPlan;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.hibernate.StatelessSession;

/** Adds amounts up in ten totals. */
abstract class Adding implements MapReduceJob<Long, Long, Long, Long> {

  @Override
  public ChunkPlan plan(StatelessSession db) {
    return ChunkPlan.count(1);
  }

  @Override
  public void map(Long id, Long cents, Output<Long, Long> output) {
    output.emit(id % 10, cents);
  }

  @Override
  public Optional<BinaryOperator<Long>> combiner() {
    return Optional.of(Long::sum);
  }

  @Override
  public void write(Long id, Long cents, StatelessSession db) {
    db.createMutationQuery(Total.ADD)
        .setParameter("id", id)
        .setParameter("cents", cents)
        .executeUpdate();
  }
}
