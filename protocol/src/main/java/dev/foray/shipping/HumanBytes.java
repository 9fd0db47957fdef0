package dev.foray.shipping;

import java.util.Locale;

/** A number of bytes as a person reads it: the same in each locale. */
public final class HumanBytes {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

  private HumanBytes() {}

  /** {@code 0 bytes}, {@code 14 KiB}, {@code 1.2 MiB}: rounded, below ten with one digit more. */
  public static String of(long bytes) {
    if (bytes < 1024) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    double amount = bytes / 1024.0;
    int unit = 0;
    while (amount >= 1023.5 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, amount < 9.95 ? "%.1f" : "%.0f", amount) + " " + UNITS[unit];
  }
}
