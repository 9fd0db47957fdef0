package dev.foray.distribution.jobs;

import dev.foray.api.JobContext;
import dev.foray.api.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Adds up as {@link SumJob} does, once a file is there: until then its chunks run and wait. */
public class GatedSumJob extends SumJob {
  private Path gate = Path.of("");

  @Override
  public void open(JobContext job) {
    super.open(job);
    gate = Path.of(job.parameter("gate"));
  }

  @Override
  public void map(Integer pair, Integer one, Output<Integer, Integer> output) {
    while (!Files.exists(gate)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    super.map(pair, one, output);
  }
}
