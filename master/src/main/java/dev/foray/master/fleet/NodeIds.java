package dev.foray.master.fleet;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Makes ids such as {@code node-7f3a09c2}: random, so that no node of another ledger, whose
 * directory may lie beside, had it before. Thread-safe.
 */
public final class NodeIds implements Supplier<String> {
  private final SecureRandom random = new SecureRandom();

  @Override
  public String get() {
    byte[] bytes = new byte[4];
    random.nextBytes(bytes);
    return "node-" + HexFormat.of().formatHex(bytes);
  }
}
