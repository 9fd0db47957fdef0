package dev.foray.benchmarks.model;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.JobSettings;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * As many chunks as {@code chunks} says, of 20 pairs that take 0.1 seconds each. The last one is
 * uneven: {@code large} gives it twenty times as many pairs; {@code slow} has each pair take twenty
 * times as long, in the first JVM that meets it, which leaves the file {@code mark}.
 */
public class UnevenChunks implements MapReduceJob<Integer, Integer, Integer, Integer> {
  private static final int PAIRS = 20;
  private static final int UNEVEN = 20;
  private static final Duration PAIR = Duration.ofMillis(100);

  private int chunks;
  private boolean large;
  private Path mark = Path.of("");
  private volatile int slowness;

  @Override
  public JobSettings settings() {
    return JobSettings.defaults().mapThreads(1);
  }

  @Override
  public void open(JobContext job) {
    chunks = job.parameter("chunks", Integer.class);
    large = job.parameter("uneven").equals("large");
    mark = Path.of(job.parameter("mark"));
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    return ChunkPlan.count(chunks);
  }

  @Override
  public Stream<KeyValue<Integer, Integer>> read(Chunk chunk, StatelessSession db) {
    boolean isLast = chunk.index() == chunks - 1;
    slowness = isLast && !large && isFirst() ? UNEVEN : 1;
    return IntStream.range(0, isLast && large ? UNEVEN * PAIRS : PAIRS)
        .mapToObj(pair -> KeyValue.of(pair, chunk.index()));
  }

  private boolean isFirst() {
    try {
      Files.createFile(mark);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void map(Integer pair, Integer chunk, Output<Integer, Integer> output) {
    LockSupport.parkNanos(PAIR.multipliedBy(slowness).toNanos());
    output.emit(pair, chunk);
  }

  @Override
  public void writeAll(List<KeyValue<Integer, Integer>> pairs, StatelessSession db) {}
}
