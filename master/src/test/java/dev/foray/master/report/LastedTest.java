package dev.foray.master.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.ReportAdmin.Durations;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LastedTest {
  private static Durations of(LongStream millis) {
    Lasted lasted = new Lasted();
    millis.forEach(lasted::add);
    return lasted.sum();
  }

  @Test
  void nothingLastedNoTime() {
    Durations none = of(LongStream.empty());

    assertThat(none.count()).isZero();
    assertThat(none.bins()).isEmpty();
  }

  @Test
  void halfAndNineOfTenAreOfThoseThatLasted() {
    Durations durations = of(LongStream.rangeClosed(1, 100).map(each -> each * 100));

    assertThat(durations.leastMillis()).isEqualTo(100);
    assertThat(durations.medianMillis()).isEqualTo(5_000);
    assertThat(durations.ninetiethMillis()).isEqualTo(9_000);
    assertThat(durations.mostMillis()).isEqualTo(10_000);
    assertThat(durations.totalMillis()).isEqualTo(505_000);
  }

  @Test
  void eachIsInOneBinOrBeyond() {
    Durations durations =
        of(LongStream.concat(LongStream.range(0, 990), LongStream.of(1, 90_000, 50_000_000)));

    assertThat(durations.bins()).hasSizeBetween(10, 24);
    assertThat(durations.bins().stream().mapToInt(Integer::intValue).sum() + durations.beyond())
        .isEqualTo(durations.count());
    assertThat(durations.beyond()).isBetween(2, 20);
  }

  @Test
  void binsAreAsLongAsPeopleCount() {
    assertThat(Lasted.bin(0)).isEqualTo(1);
    assertThat(Lasted.bin(23)).isEqualTo(1);
    assertThat(Lasted.bin(24)).isEqualTo(2);
    assertThat(Lasted.bin(9_700)).isEqualTo(500);
  }
}
