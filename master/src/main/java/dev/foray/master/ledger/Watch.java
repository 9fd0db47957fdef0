package dev.foray.master.ledger;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long another Master's hold was seen not to be renewed, on this process's monotonic clock. It
 * begins anew with each renewal, when the ledger could not be read, and when this process itself
 * was held up: what nobody looked at proves nothing. For one thread.
 */
final class Watch {
  private final Duration lease;
  private final LongSupplier nanoTime;
  private @Nullable Holder seen;
  private long since;
  private long lookedAt;
  private boolean renewed;

  Watch(Duration lease, LongSupplier nanoTime) {
    this.lease = lease;
    this.nanoTime = nanoTime;
  }

  /** Notes how the row stands now. */
  void look(Holder now) {
    long time = nanoTime.getAsLong();
    boolean heldUp = time - lookedAt > lease.toNanos() / 3;
    if (seen == null || heldUp || !isSame(seen, now)) {
      renewed |= seen != null && !isSame(seen, now);
      since = time;
    }
    seen = now;
    lookedAt = time;
  }

  /** The ledger can't be read now. */
  void interrupt() {
    seen = null;
  }

  /** Whether the holder was seen to be alive since this watch began. */
  boolean sawRenewal() {
    return renewed;
  }

  boolean isOver() {
    return left().isZero();
  }

  /** What is left to watch, if nothing happens meanwhile. */
  Duration left() {
    Duration watched = seen == null ? Duration.ZERO : Duration.ofNanos(lookedAt - since);
    return watched.compareTo(lease) >= 0 ? Duration.ZERO : lease.minus(watched);
  }

  private static boolean isSame(Holder one, Holder other) {
    return one.epoch() == other.epoch() && one.renewals() == other.renewals();
  }
}
