package dev.foray.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table =
      new Table("JOB", "CHUNKS", "CLASS").row("job-9", "9/10", "A").row("job-10", "1,000/9", "Bee");

  @Test
  void columnsStandBelowTheirHeadingsAndNumbersToTheRight() {
    assertThat(table.lines(0))
        .containsExactly("JOB      CHUNKS  CLASS", "job-9      9/10  A", "job-10  1,000/9  Bee");
  }

  @Test
  void lastColumnEndsAtTheEdge() {
    table.row("job-11", "1/1", "AVeryLongNameOfAJobClass");

    assertThat(table.lines(30)).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(30));
    assertThat(table.lines(30)).last().isEqualTo("job-11      1/1  AVeryLongN...");
  }

  /** What identifies a row stays whole; the last column keeps four characters, and wraps. */
  @Test
  void onATerminalOfTwentyColumnsTheLastOneGivesWay() {
    assertThat(table.row("job-11", "1/1", "AVeryLongNameOfAJobClass").lines(20))
        .containsExactly(
            "JOB      CHUNKS  C...",
            "job-9      9/10  A",
            "job-10  1,000/9  Bee",
            "job-11      1/1  A...");
  }

  /** One that looks at all rows for each row takes minutes. */
  @Test
  void twentyThousandRowsAreNothing() {
    for (int row = 0; row < 20_000; row++) {
      table.row("1", "1/1", "A");
    }

    assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> table.lines(0)))
        .hasSize(20_003);
  }

  @Test
  void rowOfAnotherLengthIsAMistake() {
    assertThatThrownBy(() -> table.row("job-12")).hasMessageContaining("1 cells under 3 headings");
  }
}
