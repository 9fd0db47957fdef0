package dev.foray.cli.screen;

import dev.foray.protocol.FleetAdmin.NodeStrain;
import dev.foray.shipping.HumanBytes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a node's machine does, in a few characters; empty where that is not known. */
public final class Strain {
  private Strain() {}

  /** {@code 1.9/2}: of the cores, those that are busy, and more where work waits for one. */
  public static String load(@Nullable NodeStrain strain) {
    return strain == null || strain.load() < 0
        ? ""
        : String.format(Locale.ROOT, "%.1f/%d", strain.load(), strain.cores());
  }

  /** {@code 3.1 GiB}: memory that is free. */
  public static String freeMemory(@Nullable NodeStrain strain) {
    return strain == null ? "" : HumanBytes.of(strain.freeMemoryBytes());
  }
}
