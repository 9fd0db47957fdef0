package dev.foray.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsdTest {
  @ParameterizedTest(name = "{0} is shown as {1}")
  @CsvSource({
    "12.5, 12.50",
    "0.04123, 0.0412",
    "0.00001, 0.00",
    "1e2, 100.00",
    "0.1008, 0.1008",
    "' 7 ', 7.00"
  })
  void amountsAreReadAndShown(String text, String shown) {
    assertThat(Usd.parse(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "twelve", "12,50", "$12", "1e30", "NaN"})
  void whatIsNoAmountIsRefused(String text) {
    assertThatThrownBy(() -> Usd.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void priceAnHourIsPaidToTheSecond() {
    assertThat(Usd.parse("0.115").anHourFor(Duration.ofSeconds(90))).isEqualTo(new Usd(2_875));
    assertThat(Usd.parse("3600").anHourFor(Duration.ofMillis(500))).isEqualTo(Usd.parse("0.5"));
  }

  @Test
  void whatIsTooMuchStaysTooMuch() {
    Usd most = new Usd(Long.MAX_VALUE);
    assertThat(most.plus(most)).isEqualTo(most);
    assertThat(most.times(3).anHourFor(Duration.ofDays(999_999))).isEqualTo(most);
    assertThat(Usd.ZERO.minus(most).minus(most)).isEqualTo(new Usd(-Long.MAX_VALUE));
  }
}
