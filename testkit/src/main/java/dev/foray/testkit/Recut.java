package dev.foray.testkit;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.JobSettings;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** A job whose rows are cut into chunks of another size; another kind of plan stays as it is. */
record Recut<K, V extends @Nullable Object, R, S extends @Nullable Object>(
    MapReduceJob<K, V, R, S> job, int rowsPerChunk) implements MapReduceJob<K, V, R, S> {

  static <K, V extends @Nullable Object, R, S extends @Nullable Object> MapReduceJob<K, V, R, S> of(
      MapReduceJob<K, V, R, S> job, int rowsPerChunk) {
    return new Recut<>(job, rowsPerChunk);
  }

  @Override
  public ChunkPlan plan(StatelessSession db) throws Exception {
    ChunkPlan plan = job.plan(db);
    ChunkPlan.Rows rows = plan.rows();
    return rows == null
        ? plan
        : ChunkPlan.keyRanges(db, rows.entity(), rowsPerChunk, rows.where(), rows.parameters());
  }

  @Override
  public JobSettings settings() {
    return job.settings();
  }

  @Override
  public void open(JobContext context) throws Exception {
    job.open(context);
  }

  @Override
  public Stream<KeyValue<K, V>> read(Chunk chunk, StatelessSession db) throws Exception {
    return job.read(chunk, db);
  }

  @Override
  public void map(K key, V value, Output<R, S> output) throws Exception {
    job.map(key, value, output);
  }

  @Override
  public Optional<BinaryOperator<S>> combiner() {
    return job.combiner();
  }

  @Override
  public void write(R key, S value, StatelessSession db) throws Exception {
    job.write(key, value, db);
  }

  @Override
  public void writeAll(List<KeyValue<R, S>> pairs, StatelessSession db) throws Exception {
    job.writeAll(pairs, db);
  }

  @Override
  public void finish(StatelessSession db) throws Exception {
    job.finish(db);
  }

  @Override
  public void close() throws Exception {
    job.close();
  }

  @Override
  public Collection<Class<?>> entities() {
    return job.entities();
  }
}
