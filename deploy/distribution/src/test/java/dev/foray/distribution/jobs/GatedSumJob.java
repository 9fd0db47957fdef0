package dev.foray.distribution.jobs;

import dev.foray.api.ChunkPlan;
import dev.foray.api.JobContext;
import dev.foray.api.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.StatelessSession;

/**
 * Adds up as {@link SumJob} does, once a file is there: until then its chunks run and wait. So does
 * its plan, for another file, where one is named. With a {@code chatter}, it prints so many
 * kilobytes for each chunk.
 */
public class GatedSumJob extends SumJob {
  private static final String KILOBYTE = "x".repeat(1_023);

  private Path gate = Path.of("");
  private Optional<Path> planGate = Optional.empty();
  private int chatter;

  @Override
  public void open(JobContext job) {
    super.open(job);
    gate = Path.of(job.parameter("gate"));
    planGate = job.parameterIfSet("planGate").map(Path::of);
    chatter = job.parameterOr("chatter", 0);
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    ChunkPlan plan = super.plan(db);
    planGate.ifPresent(GatedSumJob::pass);
    return plan;
  }

  @Override
  public void map(Integer pair, Integer one, Output<Integer, Integer> output) {
    pass(gate);
    if (pair % PAIRS_PER_CHUNK == 0) {
      for (int i = 0; i < chatter; i++) {
        System.out.println(KILOBYTE);
      }
    }
    super.map(pair, one, output);
  }

  private static void pass(Path gate) {
    while (!Files.exists(gate)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
