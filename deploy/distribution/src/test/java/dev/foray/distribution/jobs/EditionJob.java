package dev.foray.distribution.jobs;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Writes down for each step which edition of its code ran; its chunks wait at a gate. */
public class EditionJob implements MapReduceJob<Integer, Integer, Integer, String> {
  private String job = "";
  private Path gate = Path.of("");
  private int chunks;

  @Override
  public void open(JobContext job) {
    this.job = job.jobId();
    gate = Path.of(job.parameter("gate"));
    chunks = job.parameter("chunks", Integer.class);
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    db.createNativeMutationQuery(
            "create table if not exists edition"
                + " (job varchar(50), step varchar(10), name varchar(50))")
        .executeUpdate();
    note("plan", db);
    return ChunkPlan.count(chunks);
  }

  @Override
  public Stream<KeyValue<Integer, Integer>> read(Chunk chunk, StatelessSession db) {
    return Stream.of(KeyValue.of(chunk.index(), 1));
  }

  @Override
  public void map(Integer chunk, Integer one, Output<Integer, String> output) {
    while (!Files.exists(gate)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    output.emit(chunk, "");
  }

  @Override
  public void write(Integer chunk, String nothing, StatelessSession db) {
    note("chunk " + chunk, db);
  }

  @Override
  public void finish(StatelessSession db) {
    note("finish", db);
  }

  private void note(String step, StatelessSession db) {
    db.createNativeMutationQuery("insert into edition values (:job, :step, :name)")
        .setParameter("job", job)
        .setParameter("step", step)
        .setParameter("name", Edition.name())
        .executeUpdate();
  }
}
