package dev.foray.master.notify;

import dev.foray.protocol.JobId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Since when nothing of a job has moved, by this process's monotonic clock: a Master that starts
 * begins to watch anew. For one thread.
 */
final class StallWatch {
  private final LongSupplier nanoTime;
  private final Map<JobId, Seen> seen = new HashMap<>();

  private record Seen(Object state, long since) {}

  StallWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * For how long the job has been as it is.
   *
   * @param state equal to the last one where nothing has moved
   */
  Duration look(JobId job, Object state) {
    long now = nanoTime.getAsLong();
    Seen last = seen.get(job);
    if (last == null || !Objects.equals(last.state(), state)) {
      seen.put(job, new Seen(state, now));
      return Duration.ZERO;
    }
    return Duration.ofNanos(now - last.since());
  }

  /** Drops what is known of other jobs. */
  void keepOnly(Collection<JobId> jobs) {
    seen.keySet().retainAll(jobs);
  }
}
