package dev.foray.master.fleet;

import dev.foray.master.bill.Estimates;
import dev.foray.protocol.Usd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a job's nodes are to keep to, and how long its chunks last.
 *
 * @param chunk from its dispatch until its slot is free again; more than zero
 * @param source where that is known from, in a word or two: {@code measured}
 * @param timeLeft until the job is to be done; zero or less: it is late; null: whenever
 * @param usdLeft of its budget; null: it has none
 */
public record Terms(
    Duration chunk, String source, @Nullable Duration timeLeft, @Nullable Usd usdLeft) {
  public static final Terms NONE = new Terms(Estimates.ASSUMED_CHUNK, "assumed", null, null);

  public Terms {
    if (chunk.isZero() || chunk.isNegative()) {
      throw new IllegalArgumentException("a chunk can't last " + chunk);
    }
  }

  boolean isBound() {
    return timeLeft != null || usdLeft != null;
  }
}
