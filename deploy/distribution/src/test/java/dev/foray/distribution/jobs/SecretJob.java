package dev.foray.distribution.jobs;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Writes down, by a hash, which secret it was told; more cannot be seen of it. */
public class SecretJob implements MapReduceJob<Integer, Integer, Integer, Integer> {
  private String secret = "";

  @Override
  public void open(JobContext job) {
    secret = job.secret("token");
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    db.createNativeMutationQuery("create table if not exists told (hash integer not null)")
        .executeUpdate();
    return ChunkPlan.count(2);
  }

  @Override
  public Stream<KeyValue<Integer, Integer>> read(Chunk chunk, StatelessSession db) {
    return Stream.of(KeyValue.of(chunk.index(), 1));
  }

  @Override
  public void map(Integer key, Integer value, Output<Integer, Integer> output) {
    output.emit(secret.hashCode(), 1);
  }

  @Override
  public void write(Integer hash, Integer value, StatelessSession db) {
    db.createNativeMutationQuery("insert into told values (:hash)")
        .setParameter("hash", hash)
        .executeUpdate();
  }
}
