package dev.foray.benchmarks.model;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import dev.foray.benchmarks.plain.Sha256;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** The backfill, in chunks of as many rows as the parameter {@code rows} says. */
public class DigestAccounts implements MapReduceJob<Long, String, Long, String> {
  private int rows;

  @Override
  public void open(JobContext job) {
    rows = job.parameter("rows", Integer.class);
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    return ChunkPlan.keyRanges(db, Account.class, rows);
  }

  @Override
  public Stream<KeyValue<Long, String>> read(Chunk chunk, StatelessSession db) {
    return chunk.rows(db, Account.class).map(account -> KeyValue.of(account.id, account.email));
  }

  @Override
  public void map(Long id, String email, Output<Long, String> output) {
    output.emit(id, Sha256.of(email));
  }

  @Override
  public void writeAll(List<KeyValue<Long, String>> digests, StatelessSession db) {
    db.insertMultiple(
        digests.stream().map(one -> new AccountDigest(one.key(), one.value())).toList());
  }

  @Override
  public Collection<Class<?>> entities() {
    return List.of(Account.class, AccountDigest.class);
  }
}
