package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration STEP = LEASE.dividedBy(10);

  private long nanos = -7_000_000_000L;
  private final Watch watch = new Watch(LEASE, () -> nanos);

  @Test
  void isOverWhenNothingWasRenewedForALease() {
    watch.look(renewed(5));
    look(9, 5);
    assertThat(watch.isOver()).isFalse();
    assertThat(watch.left()).isEqualTo(STEP);

    look(1, 5);
    assertThat(watch.isOver()).isTrue();
    assertThat(watch.sawRenewal()).isFalse();
  }

  @Test
  void beginsAnewWithEachRenewal() {
    watch.look(renewed(5));
    look(9, 5);
    look(1, 6);

    assertThat(watch.left()).isEqualTo(LEASE);
    assertThat(watch.sawRenewal()).isTrue();
  }

  @Test
  void beginsAnewWhereTheLedgerCouldNotBeRead() {
    watch.look(renewed(5));
    look(9, 5);
    watch.interrupt();
    look(1, 5);

    assertThat(watch.left()).isEqualTo(LEASE);
  }

  @Test
  void beginsAnewWhereItsOwnProcessWasHeldUp() {
    watch.look(renewed(5));
    nanos += LEASE.multipliedBy(100).toNanos();
    watch.look(renewed(5));

    assertThat(watch.left()).isEqualTo(LEASE);
  }

  private void look(int times, long renewals) {
    for (int i = 0; i < times; i++) {
      nanos += STEP.toNanos();
      watch.look(renewed(renewals));
    }
  }

  private static Holder renewed(long renewals) {
    return new Holder(1, renewals, "alpha", 4711, null, false);
  }
}
