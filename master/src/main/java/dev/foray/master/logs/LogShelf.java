package dev.foray.master.logs;

import dev.foray.launch.LogCopy;
import dev.foray.launch.LogOutline;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogPiece;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The logs that workers sent before their nodes ended, one compressed file each such as {@code
 * job-17/chunk-42.attempt-3.gz}, readable by their owner alone. A file has its name only when it is
 * whole. Made by the Master; what a killed one left half is removed by the next. {@link LogPruning}
 * keeps it within its bounds. Thread-safe.
 */
public final class LogShelf {
  /** The longest log that a worker keeps, and room to spare. */
  public static final long LONGEST = 8L << 20;

  private static final int BUFFER = 1 << 16;
  private static final String SUFFIX = ".gz";

  private final Path directory;
  private final Path arriving;
  private final long mostBytes;
  private final AtomicLong kept = new AtomicLong();

  /**
   * @param directory the shelf's own; made where it is missing
   * @param mostBytes what all logs together may take on the disk
   */
  public LogShelf(Path directory, long mostBytes) throws IOException {
    this.directory = directory;
    this.mostBytes = mostBytes;
    this.arriving = Files.createDirectories(directory.resolve("arriving"));
    try (var leftovers = Files.newDirectoryStream(arriving)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
  }

  /**
   * Keeps the log that a worker sends, in the place of one that it had sent before.
   *
   * @param copy as {@link LogCopy} writes it
   * @param bytes how many are announced
   * @throws LogUnfit if it can't be kept; nothing of it is
   * @throws IOException if it breaks off
   */
  public void keep(AttemptId attempt, InputStream copy, long bytes) throws LogUnfit, IOException {
    check(attempt, bytes);
    LogOutline outline = outline(attempt, copy);
    if (outline.lengthOfCopy() != bytes) {
      throw notOne(attempt, "says that it has " + outline.lengthOfCopy() + " bytes, not " + bytes);
    }
    Path file = fileOf(attempt);
    Files.createDirectories(file.getParent());
    Path draft = Files.createTempFile(arriving, "", SUFFIX);
    try {
      write(outline, copy, draft);
      long before = sizeOf(file);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      kept.addAndGet(sizeOf(file) - before);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** A piece of a log that is kept; empty where it is not. */
  public Optional<LogPiece> read(AttemptId attempt, long offset, int mostBytes) throws IOException {
    try (InputStream file = Files.newInputStream(fileOf(attempt));
        InputStream copy = new GZIPInputStream(file, BUFFER)) {
      return Optional.of(LogCopy.read(copy, offset, mostBytes));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  Path directory() {
    return directory;
  }

  long mostBytes() {
    return mostBytes;
  }

  /** What lies there, as somebody has counted just now. */
  void counted(long bytes) {
    kept.set(bytes);
  }

  Path fileOf(AttemptId attempt) {
    JobId job = attempt.job();
    String rest = attempt.toString().substring(job.toString().length() + 1);
    return directory.resolve(job.toString()).resolve(rest + SUFFIX);
  }

  private void check(AttemptId attempt, long bytes) throws LogUnfit {
    if (bytes < 0 || bytes > LONGEST) {
      throw notOne(attempt, "has " + bytes + " bytes, and " + LONGEST + " are the most");
    }
    if (kept.get() + bytes > mostBytes) {
      throw new LogUnfit(
          LogUnfit.Reason.NO_ROOM,
          "the log of "
              + attempt
              + " is not kept: logs take "
              + kept.get()
              + " of "
              + mostBytes
              + " bytes, raise keep-logs-mb for more");
    }
  }

  private static LogOutline outline(AttemptId attempt, InputStream copy) throws LogUnfit {
    try {
      return LogOutline.read(copy);
    } catch (IOException e) {
      throw notOne(attempt, "can't be read: " + e.getMessage());
    }
  }

  private static LogUnfit notOne(AttemptId attempt, String why) {
    return new LogUnfit(
        LogUnfit.Reason.NOT_ONE, "what was sent as the log of " + attempt + " " + why);
  }

  private static void write(LogOutline outline, InputStream copy, Path draft) throws IOException {
    try (OutputStream file = Files.newOutputStream(draft);
        OutputStream out = new GZIPOutputStream(file, BUFFER)) {
      out.write(outline.line().getBytes(StandardCharsets.US_ASCII));
      byte[] buffer = new byte[BUFFER];
      for (long left = outline.bytes(); left > 0; ) {
        int read = copy.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException("the log broke off, " + left + " bytes before its end");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  private static long sizeOf(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
