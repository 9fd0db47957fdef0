package dev.foray.distribution.jobs;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobSettings;
import dev.foray.api.KeyValue;
import dev.foray.api.Output;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Six chunks of three pairs, of which one pair can't be mapped. */
public class OneRowFailsJob extends BadJobs.OneChunk {
  private static final Logger LOG = LoggerFactory.getLogger(OneRowFailsJob.class);
  private static final int CHUNKS = 6;
  private static final int PAIRS = 3;
  private static final int FAILING = 10;

  @Override
  public JobSettings settings() {
    return JobSettings.defaults().attempts(1).mapThreads(1);
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    super.plan(db);
    return ChunkPlan.count(CHUNKS);
  }

  @Override
  public Stream<KeyValue<Object, @Nullable Object>> read(Chunk chunk, StatelessSession db) {
    int first = chunk.index() * PAIRS;
    return IntStream.range(first, first + PAIRS)
        .mapToObj(number -> KeyValue.of(number, "invoice " + number));
  }

  @Override
  public void map(Object key, @Nullable Object value, Output<Object, @Nullable Object> output) {
    LOG.info("{} is taxed", value);
    if (key.equals(FAILING)) {
      throw new IllegalStateException("the tariff of 2027 is not there yet");
    }
    output.emit(key, value);
  }
}
