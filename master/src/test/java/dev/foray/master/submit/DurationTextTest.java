package dev.foray.master.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "90s, PT1M30S, 1m30s",
    "10m, PT10M, 10m",
    "1h, PT1H, 1h",
    "1h30m, PT1H30M, 1h30m",
    "2d, P2D, 2d",
    "500ms, PT0.5S, 500ms",
    "PT2H, PT2H, 2h",
    "pt0.25s, PT0.25S, 250ms",
    "0s, PT0S, 0s"
  })
  void peoplesFormAndIsoAreReadAndPrintedShort(String text, Duration duration, String printed) {
    assertThat(DurationText.parse(text)).isEqualTo(duration);
    assertThat(DurationText.print(duration)).isEqualTo(printed);
    assertThat(DurationText.parse(printed)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "90", "ten minutes", "1m1h", "-5s", "P99999999999999D"})
  void anythingElseIsRefusedSayingHowToWriteIt(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("write it as 90s, 10m or 1h");
  }
}
