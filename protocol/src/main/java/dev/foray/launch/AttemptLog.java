package dev.foray.launch;

import dev.foray.protocol.LogPiece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The bounded log of one attempt: its first 1 MiB and at least its last 4 MiB; a line in between
 * says how much was left out. One thread writes (by {@link AttemptLogWriter}), any may read, from
 * any process, also after the writing one is gone. Immutable: what there is, is read from the disk
 * each time.
 *
 * <p>Offsets count the bytes that were printed, also those that were left out.
 */
public final class AttemptLog {
  static final int LONGEST_CHARACTER = 4;

  private final Path file;

  private AttemptLog(Path file) {
    this.file = file;
  }

  /** The log that lies at this path; it need not exist yet. */
  public static AttemptLog at(Path file) {
    return new AttemptLog(file);
  }

  /** A piece from a byte offset. */
  public LogPiece read(long offset, int mostBytes) throws IOException {
    boolean open = LogSegment.isOpen(file);
    List<LogSegment> segments = LogSegment.of(file);
    for (LogSegment segment : segments) {
      if (offset < segment.start()) {
        return new LogPiece(leftOut(segment.start() - offset), segment.start(), false);
      }
      if (offset < segment.end()) {
        return piece(segments, offset, Math.max(mostBytes, LONGEST_CHARACTER), open);
      }
    }
    return new LogPiece("", offset, !open && !segments.isEmpty());
  }

  /** The last whole lines, at most so many characters. */
  public String tail(int mostCharacters) throws IOException {
    List<LogSegment> segments = LogSegment.of(file);
    long end = LogSegment.end(segments);
    long offset = Math.max(0, end - (long) mostCharacters * LONGEST_CHARACTER);
    StringBuilder text = new StringBuilder();
    while (offset < end) {
      LogPiece piece = read(offset, (int) (end - offset));
      if (piece.nextOffset() == offset) {
        break;
      }
      text.append(piece.text());
      offset = piece.nextOffset();
    }
    return lastLines(text.toString(), mostCharacters);
  }

  private static String lastLines(String text, int mostCharacters) {
    if (text.length() <= mostCharacters) {
      return text;
    }
    int begin = text.length() - mostCharacters;
    int line = text.indexOf('\n', begin - 1) + 1;
    return text.substring(line > 0 && line < text.length() ? line : begin);
  }

  static String leftOut(long bytes) {
    return String.format("%n… %,d bytes are left out here …%n", bytes);
  }

  private static LogPiece piece(List<LogSegment> segments, long offset, int mostBytes, boolean open)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (LogSegment segment : segments) {
      long next = offset + bytes.size();
      if (next >= segment.start() && next < segment.end()) {
        bytes.write(segment.read(next, mostBytes - bytes.size()));
      }
    }
    boolean more = open && offset + bytes.size() >= LogSegment.end(segments);
    return piece(bytes.toByteArray(), offset, more);
  }

  /**
   * These bytes as a piece.
   *
   * @param more whether the rest of a character that is cut off may still come
   */
  static LogPiece piece(byte[] bytes, long offset, boolean more) {
    int whole = wholeCharacters(bytes);
    if (whole == 0 && !more) {
      whole = bytes.length; // The rest of this character will never come.
    }
    String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
    return new LogPiece(text, offset + whole, false);
  }

  /** How many of the bytes come before a character that is cut off at their end. */
  private static int wholeCharacters(byte[] bytes) {
    int length = bytes.length;
    for (int i = length - 1; i >= Math.max(0, length - LONGEST_CHARACTER + 1); i--) {
      int lead = bytes[i] & 0xff;
      if (lead >= 0xc0) {
        int needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        return i + needed > length ? i : length;
      }
      if (lead < 0x80) {
        return length;
      }
    }
    return length;
  }
}
