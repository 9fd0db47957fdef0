package dev.foray.cli.screen;

import dev.foray.protocol.JobAdmin.Left;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as a person reads them: the same in each locale. What a list has in each line is put
 * together by hand: a formatter for each of some thousand cells is felt in a process that has just
 * begun.
 */
public final class Amounts {
  private static final int GROUP = 3;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxxx", Locale.ROOT);

  private Amounts() {}

  /** {@code 1,234,567}. */
  public static String count(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    int first = number < 0 ? 1 : 0;
    for (int comma = digits.length() - GROUP; comma > first; comma -= GROUP) {
      digits.insert(comma, ',');
    }
    return digits.toString();
  }

  /** {@code 1 chunk}, {@code 1,200 chunks}. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 48,211 pairs/s}; below ten with one digit more. */
  public static String rate(double pairsPerSecond) {
    String number =
        pairsPerSecond < 10
            ? String.format(Locale.ROOT, "%.1f", pairsPerSecond)
            : count(Math.round(pairsPerSecond));
    return number + " pairs/s";
  }

  /** {@code 3.4 s}, {@code 74 s}, {@code 12 min 05 s}, {@code 3 h 07 min}. */
  public static String duration(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds < 10) {
      long tenths = (Math.max(0, length.toMillis()) + 50) / 100;
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200
        ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d h %02d min", seconds / 3_600, seconds / 60 % 60);
  }

  /** An estimate: without parts of a second. */
  public static String wholeSeconds(long seconds) {
    return seconds < 10 ? Math.max(0, seconds) + " s" : duration(Duration.ofSeconds(seconds));
  }

  /**
   * How long a job will still take: one length where it is known well, else from which to which.
   */
  public static String left(Left left) {
    long known = Math.max(5, left.seconds() / 5);
    return left.atMost() - left.atLeast() <= known
        ? wholeSeconds(left.seconds()) + " left"
        : roughly(left.atLeast()) + " to " + roughly(left.atMost()) + " left";
  }

  /** Minutes without their seconds. */
  private static String roughly(long seconds) {
    return seconds < 120 || seconds >= 7_200 ? wholeSeconds(seconds) : (seconds + 30) / 60 + " min";
  }

  /** From begin to end, or empty where it has not begun or not ended. */
  public static String between(@Nullable Instant begin, @Nullable Instant end) {
    return begin == null || end == null ? "" : duration(Duration.between(begin, end));
  }

  /** In the time zone of this process, with its offset. */
  public static String moment(@Nullable Instant moment) {
    return moment == null ? "" : MOMENT.format(moment.atZone(ZoneId.systemDefault()));
  }

  /** The first line of the text, at most so many characters; cut ones end with three dots. */
  public static String cut(String text, int most) {
    String line = firstLine(text);
    if (line.length() <= most) {
      return line;
    }
    return most <= 3 ? line.substring(0, Math.max(0, most)) : line.substring(0, most - 3) + "...";
  }

  private static String firstLine(String text) {
    for (int end = 0; end < text.length(); end++) {
      if (text.charAt(end) == '\n' || text.charAt(end) == '\r') {
        return text.substring(0, end);
      }
    }
    return text;
  }
}
