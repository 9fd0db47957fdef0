package dev.foray.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class DurationOptionTest {
  private final DurationOption option = new DurationOption();

  @Test
  void readsWhatPeopleWrite() {
    assertThat(option.convert("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(option.convert("10m")).isEqualTo(Duration.ofMinutes(10));
    assertThat(option.convert("1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(option.convert("PT2S")).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void saysHowToWriteIt() {
    assertThatThrownBy(() -> option.convert("soon"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("\"soon\" is no duration: write it as 90s, 10m or 1h");
  }
}
