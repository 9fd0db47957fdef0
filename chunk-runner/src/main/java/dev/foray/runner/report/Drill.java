package dev.foray.runner.report;

import dev.foray.protocol.Step;
import dev.foray.runner.core.AttemptReports.Milestone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A fault drill: what is to happen to a process at a point of its attempt stands in a file, named
 * as {@code CHUNK-WRITTEN}, in the directory that the system property {@code foray.drill} names.
 * The first process that comes there takes it, by adding its process id to the name: {@code halt}
 * has it halt as if it were killed; where the file is a pipe, it waits for what is said. Nothing
 * sets this but a test; where it is not set, each point costs a comparison.
 */
final class Drill {
  static final Drill HERE = new Drill(System.getProperty("foray.drill"));

  private static final int KILLED = 137;

  private final @Nullable Path directory;

  private Drill(@Nullable String directory) {
    this.directory = directory == null ? null : Path.of(directory);
  }

  void reached(Step step, Milestone milestone) {
    if (directory != null && "halt".equals(told(directory, step + "-" + milestone))) {
      Runtime.getRuntime().halt(KILLED);
    }
  }

  private static String told(Path directory, String point) {
    Path file = directory.resolve(point);
    Path taken = directory.resolve(point + "." + ProcessHandle.current().pid());
    try {
      Files.move(file, taken, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      return ""; // Nothing is to happen there, or not to this process.
    }
    try {
      return Files.readString(taken).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
