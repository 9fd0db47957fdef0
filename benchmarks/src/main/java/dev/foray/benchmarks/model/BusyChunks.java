package dev.foray.benchmarks.model;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import dev.foray.benchmarks.plain.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * As many chunks as the parameter {@code chunks} says, each of one pair whose map keeps a core busy
 * for as many seconds by the clock as the parameter {@code seconds} says.
 */
public class BusyChunks implements MapReduceJob<Integer, String, Integer, String> {
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
  public Stream<KeyValue<Integer, String>> read(Chunk chunk, StatelessSession db) {
    return Stream.of(KeyValue.of(chunk.index(), "chunk " + chunk.index()));
  }

  @Override
  public void map(Integer chunk, String text, Output<Integer, String> output) {
    output.emit(chunk, hash(text, busy));
  }

  /** Keeps one core busy for that long. */
  static String hash(String text, Duration busy) {
    long begin = System.nanoTime();
    String hash = text;
    while (System.nanoTime() - begin < busy.toNanos()) {
      hash = Sha256.of(hash);
    }
    return hash;
  }

  @Override
  public void writeAll(List<KeyValue<Integer, String>> hashes, StatelessSession db) {}
}
