package dev.foray.master.dispatch;

import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.WorkerDesk.Heartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is there: the workers that are registered, the attempts that hold their slots, and the leases
 * of both, timed by this process's monotonic clock. Filled from the ledger when the Master starts,
 * with full leases; a view of the ledger, never the truth. Thread-safe; calls nothing under its
 * lock.
 */
public final class Roster {
  private final Duration lease;
  private final LongSupplier nanoTime;
  private final Map<String, Seats> workers = new LinkedHashMap<>();

  /** An attempt that holds a slot. */
  public record Seat(AttemptId attempt, String worker) {}

  /** A worker as it is now. */
  public record Standing(Worker worker, boolean draining, List<AttemptId> running) {
    public int free() {
      return draining ? 0 : Math.max(0, worker.slots() - running.size());
    }
  }

  private static final class Seats {
    private final Worker worker;
    private final Map<AttemptId, Times> attempts = new HashMap<>();
    private boolean draining;
    private long seenAt;
    private @Nullable Heartbeat beat;

    private Seats(Worker worker, long now) {
      this.worker = worker;
      this.seenAt = now;
    }

    private Standing standing() {
      return new Standing(worker, draining, List.copyOf(attempts.keySet()));
    }
  }

  private record Times(long seatedAt, long seenAt, Duration timeout) {}

  /**
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public Roster(Duration lease, LongSupplier nanoTime) {
    this.lease = lease;
    this.nanoTime = nanoTime;
  }

  public synchronized void admit(Worker worker, boolean draining) {
    Seats seats = new Seats(worker, nanoTime.getAsLong());
    seats.draining = draining;
    workers.put(worker.id(), seats);
  }

  /** Gives the attempt a slot of the worker; a worker that is gone changes nothing. */
  public synchronized void seat(String worker, AttemptId attempt, Duration timeout) {
    Seats seats = workers.get(worker);
    if (seats != null) {
      long now = nanoTime.getAsLong();
      seats.attempts.put(attempt, new Times(now, now, timeout));
    }
  }

  /** The attempt holds a slot of this worker from now on, its times as they were. */
  public synchronized void move(AttemptId attempt, String worker) {
    Seats to = workers.get(worker);
    for (Seats seats : workers.values()) {
      Times times = seats.attempts.remove(attempt);
      if (times != null && to != null) {
        to.attempts.put(attempt, times);
        return;
      }
    }
  }

  /** The attempt's slot is free again. */
  public synchronized void unseat(AttemptId attempt) {
    for (Seats seats : workers.values()) {
      seats.attempts.remove(attempt);
    }
  }

  /**
   * Renews the leases of the worker and of the attempts that it says run there.
   *
   * @return false: no such worker is here
   */
  public synchronized boolean renew(String worker, Collection<AttemptId> running) {
    Seats seats = workers.get(worker);
    if (seats == null) {
      return false;
    }
    long now = nanoTime.getAsLong();
    seats.seenAt = now;
    for (AttemptId attempt : running) {
      seats.attempts.computeIfPresent(
          attempt, (id, times) -> new Times(times.seatedAt(), now, times.timeout()));
    }
    return true;
  }

  /** The same, and keeps how its machine does. */
  public synchronized boolean renew(String worker, Heartbeat heartbeat) {
    Seats seats = workers.get(worker);
    if (seats != null) {
      seats.beat = heartbeat;
    }
    return renew(worker, heartbeat.running());
  }

  /** The worker's last heartbeat; empty: there was none since this Master knows it. */
  public synchronized Optional<Heartbeat> beat(String worker) {
    Seats seats = workers.get(worker);
    return seats == null ? Optional.empty() : Optional.ofNullable(seats.beat);
  }

  /** Grants every lease a full term: after a start, or when this process was held up. */
  public synchronized void renewAll() {
    workers.forEach((id, seats) -> renew(id, List.copyOf(seats.attempts.keySet())));
  }

  public synchronized void drain(String worker) {
    Seats seats = workers.get(worker);
    if (seats != null) {
      seats.draining = true;
    }
  }

  /** Takes the worker out. */
  public synchronized List<AttemptId> dismiss(String worker) {
    Seats seats = workers.remove(worker);
    return seats == null ? List.of() : List.copyOf(seats.attempts.keySet());
  }

  public synchronized Optional<Standing> find(String worker) {
    return Optional.ofNullable(workers.get(worker)).map(Seats::standing);
  }

  public synchronized List<Standing> all() {
    return workers.values().stream().map(Seats::standing).toList();
  }

  /** The slots of all workers that take work. */
  public synchronized int slots() {
    return workers.values().stream()
        .filter(seats -> !seats.draining)
        .mapToInt(seats -> seats.worker.slots())
        .sum();
  }

  /** The worker with the most free slots. */
  public synchronized Optional<Standing> roomiest() {
    return workers.values().stream()
        .map(Seats::standing)
        .filter(standing -> standing.free() > 0)
        .max(Comparator.comparingInt(Standing::free));
  }

  /** Attempts that hold slots and fit. */
  public synchronized List<Seat> seats(Predicate<AttemptId> which) {
    List<Seat> found = new ArrayList<>();
    workers.forEach(
        (id, seats) ->
            seats.attempts.keySet().stream()
                .filter(which)
                .forEach(attempt -> found.add(new Seat(attempt, id))));
    return found;
  }

  /** For how long the attempt has held its slot, under this Master; empty where it holds none. */
  public synchronized Optional<Duration> heldFor(AttemptId attempt) {
    long now = nanoTime.getAsLong();
    return workers.values().stream()
        .flatMap(seats -> Optional.ofNullable(seats.attempts.get(attempt)).stream())
        .map(times -> Duration.ofNanos(now - times.seatedAt()))
        .findFirst();
  }

  /** The worker that was not heard of for the longest, of those where such attempts hold slots. */
  public synchronized Optional<Silence> longestSilence(Predicate<AttemptId> which) {
    long now = nanoTime.getAsLong();
    return workers.values().stream()
        .filter(seats -> seats.attempts.keySet().stream().anyMatch(which))
        .min(Comparator.comparingLong(seats -> seats.seenAt - now))
        .map(
            seats ->
                new Silence(
                    seats.worker.id(),
                    (int) seats.attempts.keySet().stream().filter(which).count(),
                    Duration.ofNanos(now - seats.seenAt),
                    lease));
  }

  /**
   * How long a worker was not heard of.
   *
   * @param running attempts that hold its slots, of those that were asked for
   */
  public record Silence(String worker, int running, Duration length, Duration lease) {}

  /**
   * Workers that were not heard of for a lease.
   *
   * @param now when whoever asks began to look: what this process slept through since is nobody's
   *     silence
   */
  public synchronized List<String> silent(long now) {
    return workers.entrySet().stream()
        .filter(entry -> now - entry.getValue().seenAt > lease.toNanos())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Attempts whose worker is heard of, but has not named them for a lease. */
  public synchronized List<Seat> forgotten(long now) {
    return expired(times -> now - times.seenAt() > lease.toNanos());
  }

  /** Attempts that have held their slot for longer than their timeout. */
  public synchronized List<Seat> overdue(long now) {
    return expired(times -> now - times.seatedAt() > times.timeout().toNanos());
  }

  private List<Seat> expired(Predicate<Times> expiry) {
    List<Seat> found = new ArrayList<>();
    workers.forEach(
        (id, seats) ->
            seats.attempts.forEach(
                (attempt, times) -> {
                  if (expiry.test(times)) {
                    found.add(new Seat(attempt, id));
                  }
                }));
    return found;
  }
}
