package dev.foray.cli.report;

import dev.foray.cli.screen.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moments in the zone of whoever reads. */
record Times(ZoneId zone) {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter OFFSET =
      DateTimeFormatter.ofPattern("'UTC'xxx", Locale.ROOT);

  String moment(@Nullable Instant moment) {
    return moment == null ? "" : MOMENT.format(moment.atZone(zone));
  }

  String clock(@Nullable Instant moment) {
    return moment == null ? "" : CLOCK.format(moment.atZone(zone));
  }

  /** {@code UTC+01:00}, which holds at that moment. */
  String offset(Instant at) {
    return OFFSET.format(at.atZone(zone));
  }

  /** {@code 0.4 s}, {@code 74 s}, {@code 3 h 07 min}; below a tenth of a second in ms. */
  static String length(long millis) {
    return millis > 0 && millis < 100
        ? millis + " ms"
        : Amounts.duration(Duration.ofMillis(millis));
  }

  static String length(Instant begin, Instant end) {
    return length(Duration.between(begin, end).toMillis());
  }
}
