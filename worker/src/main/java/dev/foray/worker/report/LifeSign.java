package dev.foray.worker.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A file whose time says that this worker lives: the node's guard looks at it, and ends the node
 * where it grows old. Set anew before each step of the loop that talks to the Master, so a worker
 * that hangs there gives none. For one thread.
 */
public final class LifeSign implements Loop.Step {
  private final @Nullable Path file;
  private final InstantSource clock;
  private final Loop.Step step;

  /**
   * @param file null: nobody looks
   */
  public LifeSign(@Nullable Path file, InstantSource clock, Loop.Step step) {
    this.file = file;
    this.clock = clock;
    this.step = step;
  }

  @Override
  public Duration runOnce() {
    if (file != null) {
      try {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      } catch (IOException e) {
        WorkerLog.noLifeSign(file, e);
      }
    }
    return step.runOnce();
  }
}
