package dev.foray.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @Test
  void rowOfAnotherLengthIsAMistake() {
    assertThatThrownBy(() -> table.row("job-12")).hasMessageContaining("1 cells under 3 headings");
  }
}
