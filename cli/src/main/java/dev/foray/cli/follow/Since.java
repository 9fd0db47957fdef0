package dev.foray.cli.follow;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Moments as people write them: so long ago, a time of today, a day, or one with an offset. */
public final class Since {
  private Since() {}

  /**
   * @param text such as {@code 10m}, {@code 09:30}, {@code 2026-11-29T09:30} or with {@code +01:00}
   * @param now in the zone of whoever wrote it
   * @throws Refused if it is none of them
   */
  public static Instant parse(String text, ZonedDateTime now) throws Refused {
    String written = text.trim().toUpperCase(Locale.ROOT).replace(' ', 'T');
    List<Function<String, Instant>> forms =
        List.of(
            ago -> now.toInstant().minus(duration(ago)),
            time ->
                now.toLocalDate().atTime(LocalTime.parse(time)).atZone(now.getZone()).toInstant(),
            moment -> OffsetDateTime.parse(moment).toInstant(),
            local -> LocalDateTime.parse(local).atZone(now.getZone()).toInstant(),
            day -> LocalDate.parse(day).atStartOfDay(now.getZone()).toInstant());
    for (Function<String, Instant> form : forms) {
      try {
        return form.apply(written);
      } catch (DateTimeException | ArithmeticException e) {
        // The next form may be the one.
      }
    }
    throw new Refused(
        ExitCode.WRONG_USE,
        "--since \""
            + text
            + "\" is no time: write 10m for ten minutes ago, 09:30, 2026-11-29T09:30 or"
            + " 2026-11-29T09:30:00Z");
  }

  /** {@code 1h30m} is ISO's {@code PT1H30M}, {@code 1d2h} its {@code P1DT2H}. */
  private static Duration duration(String text) {
    int days = text.indexOf('D') + 1;
    String rest = text.substring(days);
    return Duration.parse("P" + text.substring(0, days) + (rest.isEmpty() ? "" : "T" + rest));
  }
}
