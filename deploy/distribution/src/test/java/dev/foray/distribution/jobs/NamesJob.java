package dev.foray.distribution.jobs;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Fails unless each parameter that {@code names} lists, a line each, is its own name backwards. */
public class NamesJob implements MapReduceJob<String, String, String, String> {
  @SuppressWarnings("NullAway.Init")
  private JobContext job;

  @Override
  public void open(JobContext job) {
    this.job = job;
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    return ChunkPlan.count(1);
  }

  @Override
  public Stream<KeyValue<String, String>> read(Chunk chunk, StatelessSession db) {
    return job.parameter("names").lines().map(name -> KeyValue.of(name, job.parameter(name)));
  }

  @Override
  public void map(String name, String text, Output<String, String> output) {
    if (!new StringBuilder(text).reverse().toString().equals(name)) {
      throw new IllegalArgumentException(name + " came as " + text);
    }
    output.emit(name, text);
  }

  @Override
  public void write(String name, String text, StatelessSession db) {
    db.createNativeQuery("select cast(:text as varchar)", String.class)
        .setParameter("text", text)
        .getSingleResult();
  }
}
