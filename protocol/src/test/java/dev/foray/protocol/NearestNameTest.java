package dev.foray.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> NAMES =
      List.of("com.acme.Revenue", "com.acme.RevenueByDay", "com.acme.batch.Clean", "Cleaner");

  @ParameterizedTest
  @CsvSource({
    "Revenu, com.acme.Revenue",
    "revenuebyday, com.acme.RevenueByDay",
    "org.other.Clean, com.acme.batch.Clean",
    "Claener, Cleaner",
    "x, com.acme.batch.Clean",
  })
  void fewestChangedLettersWin(String wanted, String nearest) {
    assertThat(NearestName.to(wanted, NAMES)).isEqualTo(nearest);
  }

  @Test
  void nameThatIsTooFarAwayIsNotMeant() {
    assertThat(NearestName.within(2, "jbos", List.of("jobs", "why"))).contains("jobs");
    assertThat(NearestName.within(2, "frobnicate", List.of("jobs", "why"))).isEmpty();
    assertThat(NearestName.within(2, "jobs", List.of())).isEmpty();
  }
}
