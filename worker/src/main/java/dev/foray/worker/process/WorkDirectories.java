package dev.foray.worker.process;

import dev.foray.worker.report.WorkerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory for each runner's process, where it starts, so that attempts at the same time can't
 * meet in a file by accident. Deleted with all that is in it when the process ends, and what a
 * killed worker left, when the next one starts. Whoever may write in the directory of all may write
 * in each: where runners are another user, its group. Thread-safe.
 */
public final class WorkDirectories {
  private final Path directory;

  /**
   * Deletes what an earlier worker left.
   *
   * @throws IOException if the directory can't be made or read
   */
  public WorkDirectories(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    try (Stream<Path> left = Files.list(directory)) {
      left.forEach(WorkDirectories::delete);
    }
  }

  Path make(String name) throws IOException {
    Path made = Files.createDirectories(directory.resolve(name));
    Files.setPosixFilePermissions(made, Files.getPosixFilePermissions(directory));
    return made;
  }

  void delete(String name) {
    delete(directory.resolve(name));
  }

  private static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      WorkerLog.directoryLeft(tree, e);
    }
  }
}
