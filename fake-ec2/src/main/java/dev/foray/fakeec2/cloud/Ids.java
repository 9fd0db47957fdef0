package dev.foray.fakeec2.cloud;

import java.util.Locale;
import java.util.Random;

/**
 * Ids in EC2's form, the same ones in the same order for the same seed. Guarded by the account's
 * lock.
 */
final class Ids {
  private final Random random;

  Ids(long seed) {
    random = new Random(seed);
  }

  /** A new one: {@code i-0a1b2c3d4e5f67890}. */
  String next(String prefix) {
    return prefix
        + "-"
        + String.format(Locale.ROOT, "0%08x%08x", random.nextInt(), random.nextInt());
  }
}
