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
 * all shows in both; plan and finish leave a row each. Each map takes a moment, so that a test can
 * kill in the middle. With {@code against=true} every other chunk locks the totals in the opposite
 * order.
 */
public class SumJob implements MapReduceJob<Integer, Integer, Integer, Integer> {
  public static final int PAIRS_PER_CHUNK = 13 * 16;

  private static final int BUCKETS = 16;

  private String job = "";
  private int chunks;
  private int microsPerPair;
  private boolean against;

  @Override
  public JobSettings settings() {
    // Written at once, in the order of the keys, each chunk locks the totals from the first to the
    // last: they can't lock one another out, in whatever order two threads map.
    return JobSettings.defaults().attempts(100).writeBuffer(PAIRS_PER_CHUNK).mapThreads(2);
  }

  @Override
  public void open(JobContext job) {
    this.job = job.jobId();
    chunks = job.parameterOr("chunks", 8);
    against = job.parameterOr("against", false);
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
    db.createNativeMutationQuery(
            "create table if not exists mark (job varchar(50) not null, step varchar(10) not null)")
        .executeUpdate();
    mark("plan", db);
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
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
    boolean backwards = against && pair / PAIRS_PER_CHUNK % 2 == 1;
    output.emit(backwards ? -pair : pair, one);
    output.count("pairs", 1);
  }

  @Override
  public void write(Integer key, Integer one, StatelessSession db) {
    int pair = Math.abs(key);
    db.createNativeMutationQuery("update total set n = n + 1 where bucket = " + pair % BUCKETS)
        .executeUpdate();
    db.createNativeMutationQuery("insert into seen values (" + pair + ")").executeUpdate();
  }

  @Override
  public void finish(StatelessSession db) {
    mark("finish", db);
  }

  private void mark(String step, StatelessSession db) {
    db.createNativeMutationQuery("insert into mark values ('" + job + "', '" + step + "')")
        .executeUpdate();
  }
}
