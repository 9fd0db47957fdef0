package dev.foray.worker.slots;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.worker.process.Runner;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the slots, from before the fork until after the end, and who has held them lately. The
 * book behind {@link Slots}, which acts on what it says. Thread-safe; does nothing but note.
 */
final class Seats {
  private static final int REMEMBERED = 1_000;

  private final int size;
  private final Map<AttemptId, Seat> seats = new LinkedHashMap<>();
  private final Set<AttemptId> ended = new LinkedHashSet<>();
  private boolean draining;

  private static final class Seat {
    private final long takenAt;
    private final Duration timeout;
    private @Nullable Runner runner;
    private boolean condemned;
    private boolean left;

    private Seat(long takenAt, Duration timeout) {
      this.takenAt = takenAt;
      this.timeout = timeout;
    }
  }

  Seats(int size) {
    this.size = size;
  }

  /**
   * @return false: the attempt has a slot already, or had one
   * @throws Refused if there is none for it
   */
  synchronized boolean take(AttemptId attempt, Duration timeout, long now) throws Refused {
    if (seats.containsKey(attempt) || ended.contains(attempt)) {
      return false;
    }
    if (draining) {
      throw new Refused(ExitCode.WRONG_USE, "this worker drains and takes no " + attempt);
    }
    if (seats.values().stream().filter(seat -> !seat.left).count() >= size) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "no slot is free for " + attempt + ": " + size + " of " + size + " are taken");
    }
    seats.put(attempt, new Seat(now, timeout));
    return true;
  }

  /**
   * @return whether the attempt was condemned while it was forked
   */
  synchronized boolean forked(AttemptId attempt, Runner runner) {
    Seat seat = seats.get(attempt);
    if (seat == null) {
      return true;
    }
    seat.runner = runner;
    return seat.condemned;
  }

  /** From now on the attempt is to end; its runner, where it is forked already. */
  synchronized Optional<Runner> condemn(AttemptId attempt) {
    Seat seat = seats.get(attempt);
    if (seat == null) {
      return Optional.empty();
    }
    seat.condemned = true;
    return Optional.ofNullable(seat.runner);
  }

  /**
   * Another may have its slot. It counts as here until it is freed: whoever hears of its end may
   * send the next one before that.
   */
  synchronized void leave(AttemptId attempt) {
    Seat seat = seats.get(attempt);
    if (seat != null) {
      seat.left = true;
    }
  }

  synchronized void free(AttemptId attempt) {
    Seat seat = seats.remove(attempt);
    if (seat != null && seat.runner != null) {
      ended.add(attempt);
      if (ended.size() > REMEMBERED) {
        ended.remove(ended.iterator().next());
      }
    }
    notifyAll();
  }

  /**
   * @return false: it does so already
   */
  synchronized boolean drain() {
    boolean begins = !draining;
    draining = true;
    return begins;
  }

  synchronized boolean isDraining() {
    return draining;
  }

  synchronized List<AttemptId> taken() {
    return List.copyOf(seats.keySet());
  }

  synchronized Optional<Runner> runner(AttemptId attempt) {
    return Optional.ofNullable(seats.get(attempt)).map(seat -> seat.runner);
  }

  /** Timeouts of attempts that have held their slot for longer than that and the patience. */
  synchronized Map<AttemptId, Duration> overdue(Duration patience, long now) {
    Map<AttemptId, Duration> overdue = new LinkedHashMap<>();
    seats.forEach(
        (attempt, seat) -> {
          if (!seat.condemned && now - seat.takenAt > seat.timeout.plus(patience).toNanos()) {
            overdue.put(attempt, seat.timeout);
          }
        });
    return overdue;
  }

  /** Waits until none is taken, for so long at most. */
  synchronized boolean awaitFree(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    long left = longest.toMillis();
    while (!seats.isEmpty() && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return seats.isEmpty();
  }
}
