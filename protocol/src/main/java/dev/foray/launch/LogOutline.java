package dev.foray.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which bytes of all that an attempt printed are in a copy of its log, such as {@code foray-log
 * 0+1048576 73400320+4194304}. What is read may come from anybody: it is checked. Immutable.
 *
 * @param parts by their offsets, none empty
 */
public record LogOutline(List<Part> parts) {
  private static final String WORD = "foray-log";
  private static final Pattern LINE = Pattern.compile(WORD + "((?: \\d{1,15}\\+\\d{1,9}){0,20})");
  private static final Pattern PART = Pattern.compile("(\\d+)\\+(\\d+)");
  private static final int LONGEST_LINE = 1_000;

  /**
   * Bytes that follow each other.
   *
   * @param start offset of the first in all that was printed
   */
  public record Part(long start, long length) {
    long end() {
      return start + length;
    }
  }

  public LogOutline {
    parts = List.copyOf(parts);
  }

  static LogOutline of(List<LogSegment> segments) {
    return new LogOutline(
        segments.stream()
            .filter(segment -> segment.length() > 0)
            .map(segment -> new Part(segment.start(), segment.length()))
            .toList());
  }

  /**
   * Reads the line, and not a byte further.
   *
   * @throws IOException if it is none
   */
  public static LogOutline read(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() >= LONGEST_LINE) {
        throw new IOException("this is no copy of a log: its first line is not there");
      }
      line.append((char) next);
    }
    return parse(line.toString());
  }

  private static LogOutline parse(String line) throws IOException {
    Matcher whole = LINE.matcher(line);
    List<Part> parts = new ArrayList<>();
    if (whole.matches()) {
      Matcher each = PART.matcher(whole.group(1));
      long end = 0;
      while (each.find()) {
        Part part = new Part(Long.parseLong(each.group(1)), Long.parseLong(each.group(2)));
        if (part.start() < end || part.length() == 0) {
          throw new IOException("this is no copy of a log: its parts are not in order");
        }
        parts.add(part);
        end = part.end();
      }
      return new LogOutline(parts);
    }
    throw new IOException("this is no copy of a log: its first line is another");
  }

  /** With its end. */
  public String line() {
    return WORD
        + parts.stream()
            .map(part -> " " + part.start() + "+" + part.length())
            .collect(Collectors.joining())
        + "\n";
  }

  /** How many bytes follow the line. */
  public long bytes() {
    return parts.stream().mapToLong(Part::length).sum();
  }

  /** How long the copy is, with the line. */
  public long lengthOfCopy() {
    return line().getBytes(StandardCharsets.US_ASCII).length + bytes();
  }

  /** Where the next gap begins, behind this part and those that follow it without one. */
  long endOfRun(Part first) {
    long end = first.end();
    for (Part part : parts) {
      if (part.start() == end) {
        end = part.end();
      }
    }
    return end;
  }
}
