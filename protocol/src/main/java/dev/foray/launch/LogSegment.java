package dev.foray.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One file of a log. The first lies at the log's own path; each further one has the offset at which
 * it begins behind that name, so that the files alone say what was left out between them. While the
 * log is written, a mark beside it names the writing process.
 *
 * @param start offset of its first byte in all that was printed
 * @param length bytes that it had when it was listed
 */
record LogSegment(Path file, long start, long length) {
  private static final String MARK = ".writing";

  /** The offset behind its last byte. */
  long end() {
    return start + length;
  }

  /** The segments of a log by their offsets; none where there is no log. */
  static List<LogSegment> of(Path log) throws IOException {
    List<LogSegment> segments = new ArrayList<>();
    Path directory = log.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return segments;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, log.getFileName() + "*")) {
      for (Path file : files) {
        startOf(log, file).flatMap(start -> found(file, start)).ifPresent(segments::add);
      }
    }
    segments.sort(Comparator.comparingLong(LogSegment::start));
    return segments;
  }

  /** The offset behind the last of them; 0 where there is none. */
  static long end(List<LogSegment> segments) {
    return segments.isEmpty() ? 0 : segments.get(segments.size() - 1).end();
  }

  static Path file(Path log, long start) {
    return start == 0
        ? log
        : log.resolveSibling(String.format("%s.%012d", log.getFileName(), start));
  }

  static Path mark(Path log) {
    return log.resolveSibling(log.getFileName() + MARK);
  }

  /** Whether a living process writes the log. */
  static boolean isOpen(Path log) throws IOException {
    try {
      long writer = Long.parseLong(Files.readString(mark(log)).strip());
      return ProcessHandle.of(writer).map(ProcessHandle::isAlive).orElse(false);
    } catch (NoSuchFileException e) {
      return false;
    } catch (NumberFormatException e) {
      return true; // Seen in the moment between its making and its writing.
    }
  }

  /** Bytes from an offset in it, fewer where it ends or was dropped meanwhile. */
  byte[] read(long offset, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, end() - offset));
    try (FileChannel channel = FileChannel.open(file)) {
      boolean more = true;
      while (more && bytes.hasRemaining()) {
        more = channel.read(bytes, offset - start + bytes.position()) > 0;
      }
    } catch (NoSuchFileException e) {
      // Guard against race with the writer: it drops what is no longer among the last bytes.
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static Optional<Long> startOf(Path log, Path file) {
    String rest = file.getFileName().toString().substring(log.getFileName().toString().length());
    if (rest.isEmpty()) {
      return Optional.of(0L);
    }
    return rest.matches("\\.\\d{12}")
        ? Optional.of(Long.parseLong(rest.substring(1)))
        : Optional.empty();
  }

  private static Optional<LogSegment> found(Path file, long start) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(new LogSegment(file, start, Files.size(file)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // Guard against race with the writer: it dropped the file just now.
    }
  }
}
