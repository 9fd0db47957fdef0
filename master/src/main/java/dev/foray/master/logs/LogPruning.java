package dev.foray.master.logs;

import dev.foray.protocol.JobId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up old logs of jobs that have ended, on the {@link LogShelf} and of plans and finishes:
 * those older than a term, then the oldest, until all take nine tenths of what they may. The logs
 * of a job that runs stay, whatever they take; then the shelf takes no more. A loop of the Master.
 */
public final class LogPruning implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LogPruning.class);
  private static final String JOB = "job-";

  private final LogShelf shelf;
  private final Path ofHost;
  private final Duration term;
  private final Predicate<JobId> hasEnded;
  private final InstantSource clock;
  private boolean full;

  private record Kept(Path file, long bytes, Instant writtenAt) {}

  /**
   * @param ofHost the logs of plans and finishes, a directory for each job as on the shelf
   * @param term how long logs are kept at the most
   * @param hasEnded whether a job has, or is not known any more
   */
  public LogPruning(
      LogShelf shelf, Path ofHost, Duration term, Predicate<JobId> hasEnded, InstantSource clock) {
    this.shelf = shelf;
    this.ofHost = ofHost;
    this.term = term;
    this.hasEnded = hasEnded;
    this.clock = clock;
  }

  @Override
  public void run() {
    try {
      List<Kept> old = new ArrayList<>();
      long bytes = 0;
      for (Path job : jobs()) {
        List<Kept> files = files(job);
        bytes += files.stream().mapToLong(Kept::bytes).sum();
        if (hasEnded.test(jobOf(job))) {
          old.addAll(files);
        }
      }
      shelf.counted(bytes - prune(old, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long prune(List<Kept> old, long bytes) throws IOException {
    Instant oldest = clock.instant().minus(term);
    long most = shelf.mostBytes() / 10 * 9;
    long freed = 0;
    int files = 0;
    old.sort(Comparator.comparing(Kept::writtenAt));
    for (Kept each : old) {
      if (each.writtenAt().isBefore(oldest) || bytes - freed > most) {
        delete(each.file());
        freed += each.bytes();
        files++;
      }
    }
    if (files > 0) {
      LOG.info("{} logs of jobs that have ended are given up, {} bytes", files, freed);
    }
    say(bytes - freed > most);
    return freed;
  }

  private void say(boolean fullNow) {
    if (fullNow && !full) {
      LOG.warn(
          "the logs of jobs that run nearly fill the {} bytes that logs may take: what comes behind"
              + " that stays on its node, raise keep-logs-mb",
          shelf.mostBytes());
    }
    full = fullNow;
  }

  private List<Path> jobs() throws IOException {
    List<Path> jobs = new ArrayList<>();
    for (Path root : List.of(shelf.directory(), ofHost)) {
      if (Files.isDirectory(root)) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(root, LogPruning::isJob)) {
          found.forEach(jobs::add);
        }
      }
    }
    return jobs;
  }

  private static boolean isJob(Path directory) {
    return String.valueOf(directory.getFileName()).matches(JOB + "\\d{1,18}");
  }

  private static JobId jobOf(Path directory) {
    return new JobId(Long.parseLong(directory.getFileName().toString().substring(JOB.length())));
  }

  private static List<Kept> files(Path job) throws IOException {
    try (Stream<Path> found = Files.walk(job)) {
      return found.flatMap(file -> look(file).stream()).toList();
    }
  }

  private static Optional<Kept> look(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.isRegularFile()
          ? Optional.of(new Kept(file, found.size(), found.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional
          .empty(); // Guard against race with a log that is written: it dropped the file.
    }
  }

  /** With its directories up to the job's, where nothing is left in them. */
  private static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    Path parent = file.getParent();
    while (parent != null && isEmpty(parent)) {
      Files.deleteIfExists(parent);
      parent = isJob(parent) ? null : parent.getParent();
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }
}
