package dev.foray.runner.core.bulk;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as PostgreSQL reads them. Each has its offset where Java knows one: a column with
 * a time zone heeds it, and one without keeps what the clock shows here, as when they are bound.
 */
final class TimeText {
  private TimeText() {}

  /**
   * @param zone in which times of JDBC are to be understood; null: that of the process
   * @return null: it is no date and no time
   */
  static @Nullable String of(Object value, @Nullable Calendar zone) {
    if (value instanceof java.util.Date time) {
      return ofJdbc(time, zone);
    }
    if (value instanceof LocalDate day) {
      return dateTime(day, "", "");
    }
    if (value instanceof LocalDateTime time) {
      return dateTime(time.toLocalDate(), " " + time.toLocalTime(), "");
    }
    if (value instanceof OffsetDateTime time) {
      return here(time.toZonedDateTime());
    }
    if (value instanceof ZonedDateTime time) {
      return here(time);
    }
    return value instanceof LocalTime || value instanceof OffsetTime ? value.toString() : null;
  }

  private static String here(ZonedDateTime time) {
    OffsetDateTime here = time.withZoneSameInstant(ZoneId.systemDefault()).toOffsetDateTime();
    return dateTime(here.toLocalDate(), " " + here.toLocalTime(), here.getOffset().toString());
  }

  private static @Nullable String ofJdbc(java.util.Date value, @Nullable Calendar zone) {
    Calendar calendar = zone == null ? new GregorianCalendar() : (Calendar) zone.clone();
    calendar.setTime(value);
    LocalTime time =
        LocalTime.of(
            calendar.get(Calendar.HOUR_OF_DAY),
            calendar.get(Calendar.MINUTE),
            calendar.get(Calendar.SECOND),
            value instanceof Timestamp exact
                ? exact.getNanos()
                : calendar.get(Calendar.MILLISECOND) * 1_000_000);
    int offset = calendar.get(Calendar.ZONE_OFFSET) + calendar.get(Calendar.DST_OFFSET);
    String zoned = ZoneOffset.ofTotalSeconds(offset / 1_000).toString();
    if (value instanceof Time) {
      return time + zoned;
    }
    return value instanceof Date
        ? dateTime(day(calendar), "", "")
        : dateTime(day(calendar), " " + time, zoned);
  }

  private static LocalDate day(Calendar calendar) {
    int year = calendar.get(Calendar.YEAR);
    return LocalDate.of(
        calendar.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year,
        calendar.get(Calendar.MONTH) + 1,
        calendar.get(Calendar.DAY_OF_MONTH));
  }

  /** Java's own text but for years before the first, which are counted backwards. */
  private static String dateTime(LocalDate day, String time, String offset) {
    int year = day.getYear();
    if (year > 0) {
      return (year > 9999 ? day.toString().substring(1) : day.toString()) + time + offset;
    }
    return String.format("%04d-%02d-%02d", 1 - year, day.getMonthValue(), day.getDayOfMonth())
        + time
        + offset
        + " BC";
  }
}
