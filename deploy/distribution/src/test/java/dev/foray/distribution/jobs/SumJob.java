package dev.foray.distribution.jobs;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.JobSettings;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/**
 * Adds one to a total for each pair, and writes a row for each: a pair that counts twice or not at
 * all shows in both. Each map takes a moment, so that a test can kill in the middle.
 */
public class SumJob implements MapReduceJob<Integer, Integer, Integer, Integer> {
  public static final int PAIRS_PER_CHUNK = 13 * 16;

  private int chunks;
  private int microsPerPair;

  @Override
  public JobSettings settings() {
    // Written at once, in the order of the keys, each chunk locks the totals from the first to the
    // last: they can't lock one another out, in whatever order two threads map.
    return JobSettings.defaults().attempts(100).writeBuffer(PAIRS_PER_CHUNK).mapThreads(2);
  }

  @Override
  public void open(JobContext job) {
    chunks = job.parameterOr("chunks", 8);
    microsPerPair = job.parameterOr("micros", 2_000);
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    db.createNativeMutationQuery("drop table if exists total").executeUpdate();
    db.createNativeMutationQuery("drop table if exists seen").executeUpdate();
    db.createNativeMutationQuery(
            "create table total (bucket integer primary key, n bigint not null)")
        .executeUpdate();
    db.createNativeMutationQuery("create table seen (pair integer not null)").executeUpdate();
    for (int bucket = 0; bucket < 16; bucket++) {
      db.createNativeMutationQuery("insert into total values (" + bucket + ", 0)").executeUpdate();
    }
    return ChunkPlan.count(chunks);
  }

  @Override
  public Stream<KeyValue<Integer, Integer>> read(Chunk chunk, StatelessSession db) {
    int first = chunk.index() * PAIRS_PER_CHUNK;
    return IntStream.range(first, first + PAIRS_PER_CHUNK).mapToObj(pair -> KeyValue.of(pair, 1));
  }

  @Override
  public void map(Integer pair, Integer one, Output<Integer, Integer> output) {
    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(microsPerPair));
    output.emit(pair, one);
    output.count("pairs", 1);
  }

  @Override
  public void write(Integer pair, Integer one, StatelessSession db) {
    db.createNativeMutationQuery("update total set n = n + 1 where bucket = " + pair % 16)
        .executeUpdate();
    db.createNativeMutationQuery("insert into seen values (" + pair + ")").executeUpdate();
  }
}
