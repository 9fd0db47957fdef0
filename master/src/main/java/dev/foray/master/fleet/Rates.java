package dev.foray.master.fleet;

import dev.foray.protocol.Usd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a further node takes.
 *
 * @param boot from its launch until its worker is there
 * @param usdPerHour what it costs at most; null: that is not known
 */
public record Rates(Duration boot, @Nullable Usd usdPerHour) {
  static final Rates UNKNOWN = new Rates(Duration.ofMinutes(1), null);
}
