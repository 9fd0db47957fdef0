package dev.foray.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log of one attempt: keeps the first segment, drops those between it and the last few.
 * A disk that is full loses what is printed meanwhile and nothing else: no call here throws, and
 * the log goes on, behind a gap, once there is room again. Made by {@link RunnerProcess} for the
 * one thread that drains the output; not thread-safe.
 */
final class AttemptLogWriter implements AutoCloseable {
  private static final int SEGMENT = 1 << 20;
  private static final long LAST_BYTES = 4L << 20;

  private final Path log;
  private final Deque<LogSegment> full = new ArrayDeque<>();
  private @Nullable FileChannel channel;
  private long start;
  private long position;
  private long retryAt;
  private @Nullable IOException trouble;

  private AttemptLogWriter(Path log) {
    this.log = log;
  }

  /**
   * Begins the log anew; its directory is made.
   *
   * @throws IOException if there is no room or no right to; the message names the path
   */
  static AttemptLogWriter open(Path log) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    Files.writeString(LogSegment.mark(log), Long.toString(ProcessHandle.current().pid()));
    for (LogSegment former : LogSegment.of(log)) {
      Files.deleteIfExists(former.file());
    }
    AttemptLogWriter writer = new AttemptLogWriter(log);
    writer.channel = create(log);
    return writer;
  }

  void write(byte[] bytes, int offset, int length) {
    try {
      if (position >= retryAt) {
        put(ByteBuffer.wrap(bytes, offset, length).slice());
      }
    } catch (IOException e) {
      trouble = e;
      retryAt = position + SEGMENT;
      leaveSegment();
    }
    position += length;
  }

  /** A line of the process that keeps the log. */
  void say(String line) {
    byte[] bytes = (line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
    retryAt = 0;
    write(bytes, 0, bytes.length);
  }

  @Override
  public void close() {
    if (trouble != null) {
      say("Foray: a part of this log is lost, it could not be written (" + trouble + ")");
    }
    leaveSegment();
    unmark();
  }

  /** The attempt is over: what its process still prints is no part that a reader waits for. */
  void unmark() {
    try {
      Files.deleteIfExists(LogSegment.mark(log));
    } catch (IOException e) {
      // The mark names a process; readers see when that one is gone.
    }
  }

  /** Each segment is filled to its last byte before the next begins. */
  private void put(ByteBuffer bytes) throws IOException {
    int whole = bytes.limit();
    while (bytes.hasRemaining()) {
      long at = position + bytes.position();
      if (channel != null && at - start >= SEGMENT) {
        leaveSegment();
      }
      if (channel == null) {
        channel = create(LogSegment.file(log, at));
        start = at;
      }
      long room = start + SEGMENT - at;
      bytes.limit((int) Math.min(whole, bytes.position() + room));
      channel.write(bytes);
      bytes.limit(whole);
    }
  }

  private void leaveSegment() {
    if (channel == null) {
      return;
    }
    try (FileChannel left = channel) {
      if (start > 0) {
        full.add(new LogSegment(LogSegment.file(log, start), start, left.size()));
      }
    } catch (IOException e) {
      trouble = e;
    }
    channel = null;
    while (!full.isEmpty() && full.getFirst().end() < position - LAST_BYTES) {
      full.removeFirst().file().toFile().delete();
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }
}
