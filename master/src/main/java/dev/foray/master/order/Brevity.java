package dev.foray.master.order;

import dev.foray.master.bill.Estimates;
import dev.foray.master.ledger.Job;
import dev.foray.master.submit.RunSetting;
import dev.foray.protocol.JobId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Whether a JVM will be done with its chunks of a job before optimized code would pay. What the
 * ledger knows of such chunks decides, looked at again every few seconds. Thread-safe.
 */
public final class Brevity {
  /** Where a JVM works for longer, optimized code has made up for what it cost. */
  private static final Duration BRIEF = Duration.ofSeconds(15);

  private static final long KNOWN_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int MOST_JOBS = 100;

  private final Estimates estimates;
  private final IntSupplier slots;
  private final LongSupplier nanoTime;
  private final Map<JobId, Known> known = new LinkedHashMap<>();

  private record Known(boolean brief, long since) {}

  /**
   * @param slots of all nodes
   */
  public Brevity(Estimates estimates, IntSupplier slots, LongSupplier nanoTime) {
    this.estimates = estimates;
    this.slots = slots;
    this.nanoTime = nanoTime;
  }

  /** Not where nothing is known of such chunks: a heavy one would take twice as long. */
  public boolean of(Job job) {
    long now = nanoTime.getAsLong();
    synchronized (known) {
      Known before = known.get(job.id());
      if (before != null && now - before.since() < KNOWN_NANOS) {
        return before.brief();
      }
    }
    boolean brief =
        estimates
            .work(job)
            .map(work -> work.multipliedBy(chunks(job)).compareTo(BRIEF) < 0)
            .orElse(false);
    synchronized (known) {
      known.remove(job.id());
      known.put(job.id(), new Known(brief, now));
      if (known.size() > MOST_JOBS) {
        known.remove(known.keySet().iterator().next());
      }
    }
    return brief;
  }

  /** How many a JVM will take: no more than there are for each slot. */
  private int chunks(Job job) {
    int all = job.chunkCount() == null ? 1 : job.chunkCount();
    int forEachSlot = Math.max(1, all / Math.max(1, slots.getAsInt()));
    return Math.min(RunSetting.chunksPerJvm(job), forEachSlot);
  }
}
