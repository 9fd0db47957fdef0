package dev.foray.runner.core;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.JobSettings;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * A job made of lambdas. By itself it has one chunk, reads the numbers 1 to 3, emits each as it is,
 * and keeps what it was given to write.
 */
final class LambdaJob implements MapReduceJob<Object, Object, Object, Object> {
  interface Planning {
    ChunkPlan plan(StatelessSession db) throws Exception;
  }

  interface Reading {
    Stream<KeyValue<Object, Object>> read(Chunk chunk, StatelessSession db) throws Exception;
  }

  interface Mapping {
    void map(Object key, Object value, Output<Object, Object> output) throws Exception;
  }

  interface Writing {
    void write(List<KeyValue<Object, Object>> pairs, StatelessSession db) throws Exception;
  }

  interface Finishing {
    void finish(StatelessSession db) throws Exception;
  }

  interface Opening {
    void open(JobContext job) throws Exception;
  }

  final List<List<KeyValue<Object, Object>>> batches =
      Collections.synchronizedList(new ArrayList<>());
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  private Planning planning = db -> ChunkPlan.count(1);
  private Reading reading = (chunk, db) -> numbers(1, 3);
  private Mapping mapping = (key, value, output) -> output.emit(key, value);
  private Writing writing = (pairs, db) -> {};
  private Finishing finishing = db -> {};
  private Opening opening = job -> {};
  private Optional<BinaryOperator<Object>> combiner = Optional.empty();
  private JobSettings settings = JobSettings.defaults();
  private Collection<Class<?>> entities = List.of();

  /** Pairs of a number and itself. */
  static Stream<KeyValue<Object, Object>> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> KeyValue.of(i, i));
  }

  static LambdaJob job() {
    return new LambdaJob();
  }

  LambdaJob plan(Planning planning) {
    this.planning = planning;
    return this;
  }

  LambdaJob read(Reading reading) {
    this.reading = reading;
    return this;
  }

  LambdaJob map(Mapping mapping) {
    this.mapping = mapping;
    return this;
  }

  LambdaJob write(Writing writing) {
    this.writing = writing;
    return this;
  }

  /** Writes by a statement of SQL for each batch. */
  LambdaJob writeSql(String sql) {
    return write((pairs, db) -> db.createNativeMutationQuery(sql).executeUpdate());
  }

  LambdaJob finish(Finishing finishing) {
    this.finishing = finishing;
    return this;
  }

  LambdaJob open(Opening opening) {
    this.opening = opening;
    return this;
  }

  LambdaJob combiner(BinaryOperator<Object> fold) {
    this.combiner = Optional.of(fold);
    return this;
  }

  LambdaJob settings(JobSettings settings) {
    this.settings = settings;
    return this;
  }

  LambdaJob entities(Class<?>... classes) {
    this.entities = List.of(classes);
    return this;
  }

  /** The keys that were written, in their order. */
  List<Object> writtenKeys() {
    return batches.stream().flatMap(List::stream).<Object>map(KeyValue::key).toList();
  }

  @Override
  public JobSettings settings() {
    return settings;
  }

  @Override
  public void open(JobContext job) throws Exception {
    calls.add("open");
    opening.open(job);
  }

  @Override
  public ChunkPlan plan(StatelessSession db) throws Exception {
    calls.add("plan");
    return planning.plan(db);
  }

  @Override
  public Stream<KeyValue<Object, Object>> read(Chunk chunk, StatelessSession db) throws Exception {
    calls.add("read");
    return reading.read(chunk, db);
  }

  @Override
  public void map(Object key, Object value, Output<Object, Object> output) throws Exception {
    mapping.map(key, value, output);
  }

  @Override
  public Optional<BinaryOperator<Object>> combiner() {
    return combiner;
  }

  @Override
  public void writeAll(List<KeyValue<Object, Object>> pairs, StatelessSession db) throws Exception {
    batches.add(List.copyOf(pairs));
    writing.write(pairs, db);
  }

  @Override
  public void finish(StatelessSession db) throws Exception {
    calls.add("finish");
    finishing.finish(db);
  }

  @Override
  public void close() {
    calls.add("close");
  }

  @Override
  public Collection<Class<?>> entities() {
    return entities;
  }
}
