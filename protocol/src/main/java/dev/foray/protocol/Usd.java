package dev.foray.protocol;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;

/** An amount of US dollars, to the millionth; past 9 million million it is that much. */
public record Usd(long millionths) implements Comparable<Usd>, Serializable {
  public static final Usd ZERO = new Usd(0);

  private static final int DIGITS = 6;
  private static final int SHOWN = 4;
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MILLIS_AN_HOUR =
      BigInteger.valueOf(Duration.ofHours(1).toMillis());

  /**
   * Of a decimal number such as {@code 12.50}; digits past the sixth are rounded.
   *
   * @throws IllegalArgumentException if it is none, or less than zero, or too much
   */
  public static Usd parse(String text) {
    BigDecimal amount = new BigDecimal(text.strip());
    if (amount.signum() < 0 || amount.precision() - amount.scale() > 12) {
      throw new IllegalArgumentException(text + " is no amount of money");
    }
    return of(amount);
  }

  public static Usd of(BigDecimal amount) {
    return clamped(
        amount.setScale(DIGITS, RoundingMode.HALF_UP).movePointRight(DIGITS).toBigInteger());
  }

  public Usd plus(Usd other) {
    return clamped(big().add(other.big()));
  }

  public Usd minus(Usd other) {
    return clamped(big().subtract(other.big()));
  }

  public Usd times(long number) {
    return clamped(big().multiply(BigInteger.valueOf(number)));
  }

  /** What so much an hour comes to after that time, its milliseconds counted. */
  public Usd anHourFor(Duration time) {
    BigInteger paid = big().multiply(BigInteger.valueOf(time.toMillis()));
    return clamped(paid.add(MILLIS_AN_HOUR.shiftRight(1)).divide(MILLIS_AN_HOUR));
  }

  public boolean isMoreThan(Usd other) {
    return compareTo(other) > 0;
  }

  public BigDecimal toDecimal() {
    return BigDecimal.valueOf(millionths, DIGITS);
  }

  private BigInteger big() {
    return BigInteger.valueOf(millionths);
  }

  private static Usd clamped(BigInteger millionths) {
    return new Usd(millionths.min(MOST).max(MOST.negate()).longValue());
  }

  @Override
  public int compareTo(Usd other) {
    return Long.compare(millionths, other.millionths);
  }

  /** {@code 12.50}, {@code 0.0412}: two to four digits after the point, without the currency. */
  @Override
  public String toString() {
    BigDecimal shown = toDecimal().setScale(SHOWN, RoundingMode.HALF_UP).stripTrailingZeros();
    return shown.setScale(Math.max(2, shown.scale())).toPlainString();
  }
}
