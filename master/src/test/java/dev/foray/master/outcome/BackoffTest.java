package dev.foray.master.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(1));

  @Test
  void pausesDoubleAndAreJitteredByHalf() {
    for (int failures = 1; failures <= 6; failures++) {
      long whole = 1_000L << (failures - 1);
      assertThat(backoff.after(failures).toMillis()).isBetween(whole / 2, whole);
    }
  }

  @Test
  void neverLongerThanTheLongest() {
    for (int failures : new int[] {7, 30, 64, 1_000, Integer.MAX_VALUE}) {
      assertThat(backoff.after(failures)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }
  }
}
