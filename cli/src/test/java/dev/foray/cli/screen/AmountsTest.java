package dev.foray.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.JobAdmin.Left;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class AmountsTest {

  @Test
  void durationsGrowCoarserAsTheyGrow() {
    assertThat(Amounts.duration(Duration.ofMillis(340))).isEqualTo("0.3 s");
    assertThat(Amounts.duration(Duration.ofSeconds(119))).isEqualTo("119 s");
    assertThat(Amounts.duration(Duration.ofSeconds(725))).isEqualTo("12 min 05 s");
    assertThat(Amounts.duration(Duration.ofMinutes(187))).isEqualTo("3 h 07 min");
    assertThat(Amounts.duration(Duration.ofSeconds(-1))).isEqualTo("0.0 s");
  }

  @Test
  void numbersAreTheSameInEachLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Amounts.count(1_234_567)).isEqualTo("1,234,567");
      assertThat(Amounts.rate(3.44)).isEqualTo("3.4 pairs/s");
      assertThat(Amounts.rate(48_211.4)).isEqualTo("48,211 pairs/s");
      assertThat(Amounts.duration(Duration.ofMillis(1500))).isEqualTo("1.5 s");
      assertThat(Amounts.duration(Duration.ofMillis(9_960))).isEqualTo("10.0 s");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void momentsAreOfTheZoneHereWithItsOffset() {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
      assertThat(Amounts.moment(Instant.parse("2026-11-24T20:00:00.999Z")))
          .isEqualTo("2026-11-25 01:30:00+05:30");
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      assertThat(Amounts.moment(Instant.parse("2026-11-01T05:30:00Z")))
          .isEqualTo("2026-11-01 01:30:00-04:00");
      assertThat(Amounts.moment(Instant.parse("2026-11-01T06:30:00Z")))
          .as("the same hour again, in winter")
          .isEqualTo("2026-11-01 01:30:00-05:00");
      TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
      assertThat(Amounts.moment(Instant.EPOCH)).isEqualTo("1970-01-01 00:00:00+00:00");
      assertThat(Amounts.moment(null)).isEmpty();
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void commasStandBetweenGroupsAlone() {
    assertThat(Amounts.count(999)).isEqualTo("999");
    assertThat(Amounts.count(1_000)).isEqualTo("1,000");
    assertThat(Amounts.count(-100)).isEqualTo("-100");
    assertThat(Amounts.count(-100_000)).isEqualTo("-100,000");
  }

  @Test
  void oneIsSingular() {
    assertThat(Amounts.count(1, "chunk")).isEqualTo("1 chunk");
    assertThat(Amounts.count(0, "chunk")).isEqualTo("0 chunks");
  }

  @Test
  void cutTextEndsWithDotsAndHasOneLine() {
    assertThat(Amounts.cut("first\nsecond", 80)).isEqualTo("first");
    assertThat(Amounts.cut("abcdefghij", 8)).isEqualTo("abcde...");
    assertThat(Amounts.cut("abcdefghij", 2)).isEqualTo("ab");
    assertThat(Amounts.cut("", 2)).isEmpty();
  }

  @Test
  void timeLeftIsARangeWhereItIsNotKnownWell() {
    assertThat(Amounts.left(new Left(95, 90, 99))).isEqualTo("95 s left");
    assertThat(Amounts.left(new Left(95, 60, 110))).isEqualTo("60 s to 110 s left");
    assertThat(Amounts.left(new Left(1_000, 661, 2_438))).isEqualTo("11 min to 41 min left");
  }
}
