package dev.foray.master.fleet;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long each node has been waited for, on this process's monotonic clock. A wait begins when it
 * is first asked about, so after a restart of the Master each gets its full time again. For one
 * thread.
 */
final class Patience {
  private final LongSupplier nanoTime;
  private final Map<String, Wait> waits = new HashMap<>();

  private record Wait(String what, long since) {}

  Patience(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** How long the node has been waited for in this way; another way than before starts anew. */
  Duration waited(String node, String what) {
    Wait wait = waits.get(node);
    if (wait == null || !wait.what().equals(what)) {
      wait = new Wait(what, nanoTime.getAsLong());
      waits.put(node, wait);
    }
    return Duration.ofNanos(nanoTime.getAsLong() - wait.since());
  }

  /** Nothing is waited for there now. */
  void forget(String node) {
    waits.remove(node);
  }

  /** Drops what is known of other nodes. */
  void keepOnly(Collection<String> nodes) {
    waits.keySet().retainAll(nodes);
  }
}
