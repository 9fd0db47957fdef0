package dev.foray.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void numbersLieBetweenTheEndsAlsoWhereThoseRunUpwards() {
    Axis axis = new Axis(50, 200, 100);

    assertThat(axis.at(0)).isEqualTo(200);
    assertThat(axis.place(25)).isEqualTo("150");
    assertThat(axis.place(33.33)).isEqualTo("133.3");
  }

  @Test
  void countsAreRoundAndFew() {
    assertThat(new Axis(2, 0, 1).counts(5)).containsExactly(0L, 1L, 2L);
    assertThat(new Axis(17, 0, 1).counts(5)).containsExactly(0L, 5L, 10L, 15L);
    assertThat(new Axis(41_000, 0, 1).counts(5))
        .containsExactly(0L, 10_000L, 20_000L, 30_000L, 40_000L);
  }

  @Test
  void timesAreWhatClocksShow() {
    assertThat(new Axis(78_000, 0, 1).times(8))
        .containsExactly(0L, 10_000L, 20_000L, 30_000L, 40_000L, 50_000L, 60_000L, 70_000L);
    assertThat(new Axis(4 * 86_400_000.0 * 7, 0, 1).times(8)).hasSize(8).contains(4L * 86_400_000);
  }

  @Test
  void lengthsAreWrittenInTheLargestUnitThatFits() {
    assertThat(Lengths.round(0)).isEqualTo("0");
    assertThat(Lengths.round(200)).isEqualTo("200 ms");
    assertThat(Lengths.round(1_500)).isEqualTo("1.5 s");
    assertThat(Lengths.round(60_000)).isEqualTo("1 min");
    assertThat(Lengths.round(90_000)).isEqualTo("90 s");
    assertThat(Lengths.round(5_400_000)).isEqualTo("90 min");
    assertThat(Lengths.round(36_000_000)).isEqualTo("10 h");
  }
}
