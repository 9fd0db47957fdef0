package dev.foray.master.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.bill.LocalPrices;
import dev.foray.master.ledger.Bounds;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Terms;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Usd;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsCheckTest {
  private final BoundsCheck check =
      new BoundsCheck(new LocalPrices(Map.of("local", Usd.parse("0.10"))));

  @Test
  void whatIsSaidIsRead() throws Exception {
    assertThat(check.of(new Terms("1h30m", "12.50", "45s")))
        .isEqualTo(new Bounds(Duration.ofMinutes(90), Usd.parse("12.5"), Duration.ofSeconds(45)));
    assertThat(check.of(Terms.NONE)).isEqualTo(Bounds.NONE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"soon", "0s", "-2h", "2", "''"})
  void nonsenseForATimeIsRefused(String text) {
    assertThatThrownBy(() -> check.of(new Terms(text, null, null)))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USE))
        .hasMessage("--finish-within is \"" + text + "\": write it as 90s, 2h or 1h30m");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ten | the budget is \"ten\": write USD, such as 12.50",
        "-1 | the budget is \"-1\": write USD, such as 12.50",
        "0.09 | a budget of 0.09 USD is below one node-hour, which costs up to 0.10: give at least so much"
      })
  void budgetThatCannotBeKeptIsRefused(String text, String sentence) {
    assertThatThrownBy(() -> check.of(new Terms(null, text, null)))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USE))
        .hasMessage(sentence);
  }

  @Test
  void budgetWithoutAPriceIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> new BoundsCheck(new LocalPrices(Map.of())).budget("5"))
        .hasMessage(
            "a budget can't be kept: what a local node costs is not known: give it a price.local in"
                + " the settings");
  }
}
