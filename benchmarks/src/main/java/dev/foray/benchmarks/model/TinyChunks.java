package dev.foray.benchmarks.model;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** As many chunks as the parameter {@code chunks} says, each of one pair that is only counted. */
public final class TinyChunks implements MapReduceJob<Integer, Integer, Integer, Integer> {
  private int chunks;

  @Override
  public void open(JobContext job) {
    chunks = job.parameterOr("chunks", 1);
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
  public void map(Integer chunk, Integer one, Output<Integer, Integer> output) {
    output.count("pairs", one);
  }

  @Override
  public void writeAll(List<KeyValue<Integer, Integer>> pairs, StatelessSession db) {}
}
