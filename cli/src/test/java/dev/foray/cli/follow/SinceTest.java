package dev.foray.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.Refused;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.parse("2026-11-29T12:00:00+01:00[Europe/Vienna]");

  @ParameterizedTest
  @CsvSource({
    "10m, 2026-11-29T10:50:00Z",
    "90s, 2026-11-29T10:58:30Z",
    "1h30m, 2026-11-29T09:30:00Z",
    "2d, 2026-11-27T11:00:00Z",
    "1d2h, 2026-11-28T09:00:00Z",
    "09:30, 2026-11-29T08:30:00Z",
    "2026-11-28, 2026-11-27T23:00:00Z",
    "2026-11-28T09:30, 2026-11-28T08:30:00Z",
    "2026-11-28 09:30:15, 2026-11-28T08:30:15Z",
    "2026-07-28T09:30, 2026-07-28T07:30:00Z",
    "2026-11-28T09:30:00Z, 2026-11-28T09:30:00Z",
    "2026-11-28T09:30:00+02:00, 2026-11-28T07:30:00Z"
  })
  void momentsAreReadAsPeopleWriteThem(String text, String moment) throws Exception {
    assertThat(Since.parse(text, NOW)).hasToString(moment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "10", "25:00", "2026-13-01", "99999999999999999999d"})
  void whatIsNoTimeIsRefusedInOneSentence(String text) {
    assertThatThrownBy(() -> Since.parse(text, NOW))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "--since \""
                + text
                + "\" is no time: write 10m for ten minutes ago, 09:30, 2026-11-29T09:30 or"
                + " 2026-11-29T09:30:00Z");
  }

  @Test
  void clocksThatArePutBackDontMatter() throws Exception {
    ZonedDateTime night = ZonedDateTime.parse("2026-10-25T03:30:00+01:00[Europe/Vienna]");
    assertThat(Since.parse("2h", night)).hasToString("2026-10-25T00:30:00Z");
  }
}
