package dev.foray.master.submit;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 500ms}. */
final class DurationText {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?=.)(?:(\\d{1,6})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
  private static final List<Duration> UNITS =
      List.of(
          Duration.ofDays(1),
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(1));
  private static final List<String> SIGNS = List.of("d", "h", "m", "s", "ms");

  private DurationText() {}

  /**
   * Reads the form above, and the ISO one ({@code PT10M}), to the millisecond.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Duration parse(String text) {
    String written = text.trim().toLowerCase(Locale.ROOT);
    Matcher matcher = TEXT.matcher(written);
    if (matcher.matches()) {
      Duration sum = Duration.ZERO;
      for (int i = 0; i < UNITS.size(); i++) {
        String count = matcher.group(i + 1);
        sum = count == null ? sum : sum.plus(UNITS.get(i).multipliedBy(Long.parseLong(count)));
      }
      return sum;
    }
    try {
      return Duration.ofMillis(Duration.parse(written).toMillis());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException("write it as 90s, 10m or 1h", e);
    }
  }

  /** The shortest text that {@link #parse} reads as this duration, to the millisecond. */
  static String print(Duration duration) {
    StringBuilder text = new StringBuilder();
    Duration left = duration;
    for (int i = 0; i < UNITS.size(); i++) {
      long count = left.dividedBy(UNITS.get(i));
      left = left.minus(UNITS.get(i).multipliedBy(count));
      if (count > 0) {
        text.append(count).append(SIGNS.get(i));
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }
}
