package dev.foray.cli.report;

import java.util.Locale;

/** Round lengths of time, as they stand at an axis. */
final class Lengths {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private Lengths() {}

  /** {@code 200 ms}, {@code 1.5 s}, {@code 30 s}, {@code 5 min}, {@code 2 h}. */
  static String round(long millis) {
    if (millis == 0) {
      return "0";
    }
    if (millis < SECOND) {
      return millis + " ms";
    }
    if (millis < 2 * MINUTE && millis % MINUTE != 0) {
      return in(millis, SECOND) + " s";
    }
    return millis < 2 * HOUR && millis % HOUR != 0
        ? in(millis, MINUTE) + " min"
        : in(millis, HOUR) + " h";
  }

  private static String in(long millis, long unit) {
    return millis % unit == 0
        ? Long.toString(millis / unit)
        : String.format(Locale.ROOT, "%.1f", (double) millis / unit);
  }
}
