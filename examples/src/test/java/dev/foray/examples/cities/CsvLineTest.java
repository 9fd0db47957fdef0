package dev.foray.examples.cities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CsvLineTest {

  @Test
  void splitsAtCommas() {
    assertThat(CsvLine.fields("2960,Ayn,SY,34.9")).containsExactly("2960", "Ayn", "SY", "34.9");
  }

  @Test
  void keepsEmptyFields() {
    assertThat(CsvLine.fields(",a,,")).containsExactly("", "a", "", "");
    assertThat(CsvLine.fields("")).containsExactly("");
  }

  @Test
  void takesCommasInsideQuotes() {
    assertThat(CsvLine.fields("1,\"Hiju, Maco\",PH")).containsExactly("1", "Hiju, Maco", "PH");
  }

  @Test
  void readsTwoQuotesInsideQuotesAsOne() {
    assertThat(CsvLine.fields("\"the \"\"big\"\" one\",x")).containsExactly("the \"big\" one", "x");
    assertThat(CsvLine.fields("\"\"\"\",\"\"")).containsExactly("\"", "");
  }

  @Test
  void refusesQuotesThatDoNotClose() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvLine.fields("1,\"Hiju"))
        .withMessage("no closing quote in the line: 1,\"Hiju");
  }

  @Test
  void refusesTextBehindAClosingQuote() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvLine.fields("1,\"Hiju\" Maco,PH"))
        .withMessage("text after a closing quote in the line: 1,\"Hiju\" Maco,PH");
  }
}
