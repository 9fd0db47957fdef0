package dev.foray.worker.process;

import dev.foray.launch.AttemptLog;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Refused;
import dev.foray.worker.report.WorkerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The logs of this node's attempts, each in files of its own such as {@code
 * logs/job-17/chunk-42/attempt-3.log}. What is kept is bounded: each hundredth attempt, the files
 * that were written to longest ago are deleted, until at most 1 GiB in at most 20,000 files is
 * left. A runner that still writes has its files among the newest; one that has been silent for
 * that long loses what it printed before. Thread-safe.
 */
public final class AttemptLogs {
  private static final int PRUNE_EACH = 100;

  private final Path directory;
  private final long mostBytes;
  private final int mostFiles;
  private int begun;

  private record Kept(Path file, long bytes, FileTime writtenAt) {}

  public AttemptLogs(Path directory) {
    this(directory, 1L << 30, 20_000);
  }

  AttemptLogs(Path directory, long mostBytes, int mostFiles) {
    this.directory = directory;
    this.mostBytes = mostBytes;
    this.mostFiles = mostFiles;
  }

  /** Where the log of an attempt lies, or will. */
  public Path fileOf(AttemptId attempt) {
    String subject = attempt.subject();
    return directory
        .resolve(attempt.job().toString())
        .resolve(subject.substring(attempt.job().toString().length() + 1))
        .resolve("attempt-" + attempt.number() + ".log");
  }

  /**
   * @throws Refused if there is no log of that attempt here
   */
  public LogPiece read(AttemptId attempt, long offset, int mostBytes) throws Refused {
    Path file = fileOf(attempt);
    if (!Files.exists(file)) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "there is no log of "
              + attempt
              + " on this node: it ran elsewhere, or its log is pruned");
    }
    try {
      return AttemptLog.at(file).read(offset, mostBytes);
    } catch (IOException e) {
      throw new Refused(
          ExitCode.WRONG_USE, "the log of " + attempt + " can't be read: " + e.getMessage());
    }
  }

  /** The file for an attempt that begins now; prunes from time to time. */
  Path begin(AttemptId attempt) {
    if (isTimeToPrune()) {
      try {
        prune();
      } catch (IOException e) {
        WorkerLog.logsNotPruned(e);
      }
    }
    return fileOf(attempt);
  }

  private synchronized boolean isTimeToPrune() {
    return begun++ % PRUNE_EACH == 0;
  }

  void prune() throws IOException {
    List<Kept> newestFirst = kept();
    long bytes = 0;
    int files = 0;
    int pruned = 0;
    long freed = 0;
    for (Kept kept : newestFirst) {
      bytes += kept.bytes();
      files++;
      if (bytes > mostBytes || files > mostFiles) {
        delete(kept.file());
        pruned++;
        freed += kept.bytes();
      }
    }
    if (pruned > 0) {
      WorkerLog.logsPruned(pruned, freed);
    }
  }

  private List<Kept> kept() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      List<Kept> kept = new ArrayList<>();
      files.forEach(file -> look(file).ifPresent(kept::add));
      kept.sort(Comparator.comparing(Kept::writtenAt).reversed());
      return kept;
    }
  }

  private static Optional<Kept> look(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.isRegularFile()
          ? Optional.of(new Kept(file, found.size(), found.lastModifiedTime()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // Guard against race with a runner's log: it dropped the file.
    }
  }

  /** With the directories of the chunk and the job, where nothing is left in them. */
  private void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    for (Path parent = file.getParent();
        parent != null && !parent.equals(directory) && isEmpty(parent);
        parent = parent.getParent()) {
      Files.deleteIfExists(parent);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }
}
