package dev.foray.master.outcome;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Phases;
import dev.foray.protocol.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far the running attempts are, and how many pairs a second a job maps, over the last ten
 * seconds. In memory alone: it is for a person's eyes. Thread-safe.
 */
public final class Pace {
  private static final int SECONDS = 10;

  private final LongSupplier nanoTime;
  private final Map<AttemptId, Progress> attempts = new HashMap<>();
  private final Map<JobId, Window> windows = new HashMap<>();

  private static final class Window {
    private final long beganAt;
    private final long[] pairs = new long[SECONDS];
    private final long[] second = new long[SECONDS];

    private Window(long now) {
      this.beganAt = now;
    }
  }

  public Pace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** An attempt is this far now. */
  public synchronized void note(AttemptId attempt, Progress progress) {
    Progress before = attempts.put(attempt, progress);
    long mapped = progress.pairsMapped() - (before == null ? 0 : before.pairsMapped());
    long now = nanoTime.getAsLong() / 1_000_000_000L;
    Window window = windows.computeIfAbsent(attempt.job(), job -> new Window(now));
    int slot = (int) (now % SECONDS);
    if (window.second[slot] != now) {
      window.second[slot] = now;
      window.pairs[slot] = 0;
    }
    window.pairs[slot] += Math.max(0, mapped);
  }

  /** An attempt has ended: what it did counts no more here, but its pairs stay in the speed. */
  public synchronized void forget(AttemptId attempt) {
    attempts.remove(attempt);
  }

  /** A job has ended. */
  public synchronized void forget(JobId job) {
    windows.remove(job);
    attempts.keySet().removeIf(attempt -> attempt.job().equals(job));
  }

  /** What one running attempt has done so far. */
  public synchronized Progress of(AttemptId attempt) {
    return attempts.getOrDefault(attempt, Progress.NONE);
  }

  /** What a running attempt has spent its time on so far; null: it has not said. */
  public synchronized @Nullable Phases phases(AttemptId attempt) {
    Progress progress = attempts.get(attempt);
    return progress == null ? null : progress.phases();
  }

  /** What the job's running attempts have done so far, together; of two at a chunk the further. */
  public synchronized Progress running(JobId job) {
    return attempts.entrySet().stream()
        .filter(entry -> entry.getKey().job().equals(job))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().subject(),
                Map.Entry::getValue,
                (one, other) -> one.pairsMapped() < other.pairsMapped() ? other : one))
        .values()
        .stream()
        .reduce(Progress.NONE, Progress::plus);
  }

  public synchronized double pairsPerSecond(JobId job) {
    Window window = windows.get(job);
    if (window == null) {
      return 0;
    }
    long now = nanoTime.getAsLong() / 1_000_000_000L;
    long pairs = 0;
    for (int i = 0; i < SECONDS; i++) {
      if (now - window.second[i] < SECONDS) {
        pairs += window.pairs[i];
      }
    }
    return (double) pairs / Math.max(1, Math.min(SECONDS, now - window.beganAt + 1));
  }
}
