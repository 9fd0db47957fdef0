package dev.foray.benchmarks.model;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * As many chunks as the parameter {@code chunks} says, each of one pair, whose map takes as many
 * {@code seconds}: when it began, and when the database says that the chunk was committed, tells
 * what lies between two chunks.
 */
public class MarkFirstMap implements MapReduceJob<Integer, Integer, Integer, Long> {
  private int chunks;
  private Duration busy = Duration.ZERO;

  @Override
  public void open(JobContext job) {
    chunks = job.parameter("chunks", Integer.class);
    busy = Duration.ofSeconds(job.parameter("seconds", Integer.class));
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    return ChunkPlan.count(chunks);
  }

  @Override
  public Stream<KeyValue<Integer, Integer>> read(Chunk chunk, StatelessSession db) {
    return Stream.of(KeyValue.of(chunk.index(), 1));
  }

  @Override
  public void map(Integer chunk, Integer one, Output<Integer, Long> output) {
    output.emit(chunk, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    output.count("hashes of zero", BusyChunks.hash("chunk " + chunk, busy).startsWith("0") ? 1 : 0);
  }

  @Override
  public void write(Integer chunk, Long micros, StatelessSession db) {
    db.insert(new FirstMap(chunk, micros));
  }

  @Override
  public Collection<Class<?>> entities() {
    return List.of(FirstMap.class);
  }
}
