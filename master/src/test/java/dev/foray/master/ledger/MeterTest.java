package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.Usd;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final Instant THEN = Instant.parse("2026-11-24T08:00:00Z");

  private static Meter meter(@Nullable Double seconds) {
    Instant stopped = seconds == null ? null : after(seconds);
    return new Meter("node-1", Usd.parse("3.60"), THEN, stopped);
  }

  private static Instant after(double seconds) {
    return THEN.plusMillis((long) (seconds * 1_000));
  }

  private static long billed(Meter meter, double from, double now, double until) {
    return meter.billed(after(from), after(now), after(until)).toSeconds();
  }

  @Test
  void eachSecondThatBeganCountsAndAMinuteAtLeast() {
    assertThat(meter(90.2).billed(after(500))).isEqualTo(Duration.ofSeconds(91));
    assertThat(meter(9.0).billed(after(500))).isEqualTo(Duration.ofSeconds(60));
    assertThat(meter(null).billed(after(75))).isEqualTo(Duration.ofSeconds(75));
    assertThat(meter(null).cost(Duration.ofSeconds(75))).contains(Usd.parse("0.075"));
  }

  @Test
  void partsOfItAddUpToTheWhole() {
    Meter meter = meter(100.0);
    assertThat(billed(meter, -50, 500, 40)).isEqualTo(40);
    assertThat(billed(meter, 40, 500, 70)).isEqualTo(30);
    assertThat(billed(meter, 70, 500, 900)).isEqualTo(30);
    assertThat(billed(meter, 100, 500, 900)).isZero();
    assertThat(billed(meter(1.0), 30, 500, 900)).as("the rest of its minute").isEqualTo(30);
  }

  @Test
  void withoutAPriceNobodyKnowsWhatItCosts() {
    assertThat(new Meter("node-1", null, THEN, null).cost(Duration.ofHours(1))).isEmpty();
  }
}
