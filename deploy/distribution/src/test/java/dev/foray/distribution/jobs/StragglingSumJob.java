package dev.foray.distribution.jobs;

import dev.foray.api.JobContext;
import dev.foray.api.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Adds up as {@link SumJob} does. In its last chunk each attempt stands still before the last pair,
 * until a test lets it go on: the first by the file {@code go-1}, the second by {@code go-2}.
 */
public class StragglingSumJob extends SumJob {
  private Path gates = Path.of("");
  private int lastPair;

  @Override
  public void open(JobContext job) {
    super.open(job);
    gates = Path.of(job.parameter("gates"));
    lastPair = job.parameter("chunks", Integer.class) * PAIRS_PER_CHUNK - 1;
  }

  @Override
  public void map(Integer pair, Integer one, Output<Integer, Integer> output) {
    if (pair == lastPair) {
      Path go = gates.resolve("go-" + number());
      while (!Files.exists(go)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    super.map(pair, one, output);
  }

  /** Of those that have come here. */
  private int number() {
    int number = 1;
    while (true) {
      try {
        Files.createFile(gates.resolve("here-" + number));
        return number;
      } catch (FileAlreadyExistsException e) {
        number++;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
