package dev.foray.runner.core;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Emits, and overrides neither write nor writeAll. */
public class Unwritten implements MapReduceJob<Integer, Integer, Integer, Integer> {
  @Override
  public ChunkPlan plan(StatelessSession db) {
    return ChunkPlan.count(1);
  }

  @Override
  public Stream<KeyValue<Integer, Integer>> read(Chunk chunk, StatelessSession db) {
    return Stream.of(KeyValue.of(1, 1));
  }

  @Override
  public void map(Integer key, Integer value, Output<Integer, Integer> output) {
    output.emit(key, value);
  }
}
