package dev.foray.fakeec2.cloud;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/**
 * Bills each instance for the time that it is in the state running: by the second, each begun one
 * counting, at least a minute, at the price of its type, zone and market at its launch. Also those
 * that can't be described any more. Thread-safe.
 */
public final class Meter {
  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final BigDecimal SECONDS_PER_HOUR = new BigDecimal(3600);

  private final Account account;

  Meter(Account account) {
    this.account = account;
  }

  /** One for each instance that ever ran, in the order of launching. */
  public List<Bill> bills() {
    return account.locked(
        () -> account.instances().all().stream().filter(Instance::everRan).map(this::of).toList());
  }

  /** USD. */
  public BigDecimal total() {
    return bills().stream().map(Bill::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Bill of(Instance instance) {
    Duration ran = instance.ran(account.now());
    Duration billed = ran.compareTo(LEAST) < 0 ? LEAST : ran;
    long seconds = billed.plusNanos(999_999_999).toSeconds();
    BigDecimal usd =
        instance
            .pricePerHour()
            .multiply(BigDecimal.valueOf(seconds))
            .divide(SECONDS_PER_HOUR, 8, RoundingMode.HALF_UP);
    return new Bill(
        instance.id(),
        instance.specification().pool(),
        instance.specification().market(),
        instance.pricePerHour(),
        ran,
        usd);
  }
}
