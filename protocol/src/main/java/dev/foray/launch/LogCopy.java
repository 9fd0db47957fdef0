package dev.foray.launch;

import dev.foray.protocol.LogPiece;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A whole log as one stream, as a worker sends it and the Master keeps it: a line that says which
 * bytes follow of all that was printed ({@link LogOutline}), then these. So a reader who began at
 * the node goes on in the copy at the same offset. Made of a log that nobody writes any more; for
 * one thread.
 */
public final class LogCopy {
  private final List<LogSegment> segments;
  private final LogOutline outline;

  private LogCopy(List<LogSegment> segments) {
    this.segments = segments;
    this.outline = LogOutline.of(segments);
  }

  /** Of the log that lies at this path; of none, there is nothing in it. */
  public static LogCopy of(Path log) throws IOException {
    return new LogCopy(LogSegment.of(log));
  }

  /** Whether there is a log at all, be it an empty one. */
  public boolean isThere() {
    return !segments.isEmpty();
  }

  /** How many bytes {@link #writeTo} writes. */
  public long length() {
    return outline.lengthOfCopy();
  }

  /**
   * @throws IOException also if a part of the log is not there any more
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(outline.line().getBytes(StandardCharsets.US_ASCII));
    for (LogSegment segment : segments) {
      byte[] bytes = segment.read(segment.start(), Math.toIntExact(segment.length()));
      if (bytes.length < segment.length()) {
        throw new EOFException(segment.file() + " is shorter than it was");
      }
      out.write(bytes);
    }
  }

  /**
   * A piece of a copy from a byte offset of the log, as {@link AttemptLog#read} gives it.
   *
   * @param copy read from its beginning; it stays open
   */
  public static LogPiece read(InputStream copy, long offset, int mostBytes) throws IOException {
    InputStream in = new BufferedInputStream(copy);
    LogOutline outline = LogOutline.read(in);
    for (LogOutline.Part part : outline.parts()) {
      if (offset < part.start()) {
        return new LogPiece(AttemptLog.leftOut(part.start() - offset), part.start(), false);
      }
      if (offset < part.end()) {
        in.skipNBytes(offset - part.start());
        int most = Math.max(mostBytes, AttemptLog.LONGEST_CHARACTER);
        long there = outline.endOfRun(part) - offset;
        byte[] bytes = in.readNBytes((int) Math.min(most, there));
        return AttemptLog.piece(bytes, offset, false);
      }
      in.skipNBytes(part.length());
    }
    return new LogPiece("", offset, true);
  }
}
