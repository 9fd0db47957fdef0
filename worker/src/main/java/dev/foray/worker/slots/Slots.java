package dev.foray.worker.slots;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import dev.foray.worker.process.Runner;
import dev.foray.worker.process.Runners;
import dev.foray.worker.report.WorkerLog;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What runs on this node, one runner to a slot. An attempt's end is handed on before its slot is
 * free, so that it is always known to somebody. Made by the worker; when the worker's process dies,
 * the runners see it and halt. Thread-safe; forks, kills and hands on outside of its lock.
 */
public final class Slots {
  private static final int TAIL_CHARACTERS = 16_000;
  private static final int REMEMBERED = 1_000;

  /** How much longer than its timeout an attempt may run: its Master should have ended it. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final int size;
  private final Runners runners;
  private final LongSupplier nanoTime;
  private final Events events;
  private final Map<AttemptId, Seat> seats = new LinkedHashMap<>();
  private final Set<AttemptId> ended = new LinkedHashSet<>();
  private boolean draining;

  /** What follows from an end; called outside of any lock. */
  public interface Events {
    /** A runner has ended; its slot is still taken. */
    void ended(AttemptEnd end);

    void freed();
  }

  private static final class Seat {
    private final long takenAt;
    private final Duration timeout;
    private @Nullable Runner runner;
    private boolean cancelled;

    private Seat(long takenAt, Duration timeout) {
      this.takenAt = takenAt;
      this.timeout = timeout;
    }
  }

  /**
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public Slots(int size, Runners runners, LongSupplier nanoTime, Events events) {
    this.size = size;
    this.runners = runners;
    this.nanoTime = nanoTime;
    this.events = events;
  }

  /**
   * Forks a runner; an attempt that runs already, or has ended here, changes nothing.
   *
   * @throws Refused no free slot, draining, or the process can't be started
   */
  public void start(Order order) throws Refused {
    AttemptId attempt = order.attempt();
    if (!take(attempt, Duration.ofMillis(order.settings().attemptTimeoutMillis()))) {
      return;
    }
    Runner runner;
    try {
      runner = runners.fork(order);
    } catch (IOException e) {
      free(attempt);
      WorkerLog.notStarted(attempt, String.valueOf(e.getMessage()));
      throw new Refused(ExitCode.WRONG_USE, attempt + " can't be started: " + e.getMessage());
    }
    WorkerLog.started(attempt, runner.pid());
    if (seat(attempt, runner)) {
      runner.kill();
    }
    runner.whenEnded(exitCode -> end(attempt, runner, exitCode));
  }

  /** Kills the attempt's process tree; its end is reported like any other. */
  public void cancel(AttemptId attempt) {
    kill(attempt).ifPresent(runner -> WorkerLog.cancelled(attempt));
  }

  /** Takes nothing new from now on. */
  public void drain() {
    if (beginToDrain()) {
      WorkerLog.draining(running().size());
    }
  }

  public void killAll() {
    running().forEach(this::kill);
  }

  /** Kills what has run much longer than its timeout, as happens while no Master looks. */
  public void killOverdue() {
    overdue()
        .forEach(
            (attempt, timeout) -> {
              WorkerLog.overdue(attempt, timeout);
              kill(attempt);
            });
  }

  public int size() {
    return size;
  }

  public synchronized List<AttemptId> running() {
    return List.copyOf(seats.keySet());
  }

  public synchronized boolean isDraining() {
    return draining;
  }

  public synchronized boolean isEmpty() {
    return seats.isEmpty();
  }

  public synchronized Optional<Runner> runner(AttemptId attempt) {
    return Optional.ofNullable(seats.get(attempt)).map(seat -> seat.runner);
  }

  /** Waits until nothing runs, for so long at most. */
  public synchronized boolean awaitEmpty(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    long left = longest.toMillis();
    while (!seats.isEmpty() && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return seats.isEmpty();
  }

  private synchronized boolean take(AttemptId attempt, Duration timeout) throws Refused {
    if (seats.containsKey(attempt) || ended.contains(attempt)) {
      return false;
    }
    if (draining) {
      throw new Refused(ExitCode.WRONG_USE, "this worker drains and takes no " + attempt);
    }
    if (seats.size() >= size) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "no slot is free for " + attempt + ": " + size + " of " + size + " are taken");
    }
    seats.put(attempt, new Seat(nanoTime.getAsLong(), timeout));
    return true;
  }

  /** Returns whether it was cancelled while it was forked. */
  private synchronized boolean seat(AttemptId attempt, Runner runner) {
    Seat seat = seats.get(attempt);
    if (seat == null) {
      return true;
    }
    seat.runner = runner;
    return seat.cancelled;
  }

  private Optional<Runner> kill(AttemptId attempt) {
    Optional<Runner> runner = condemn(attempt);
    runner.ifPresent(Runner::kill);
    return runner;
  }

  private synchronized Optional<Runner> condemn(AttemptId attempt) {
    Seat seat = seats.get(attempt);
    if (seat == null) {
      return Optional.empty();
    }
    seat.cancelled = true;
    return Optional.ofNullable(seat.runner);
  }

  private void end(AttemptId attempt, Runner runner, int exitCode) {
    WorkerLog.exited(attempt, exitCode);
    events.ended(new AttemptEnd(attempt, exitCode, runner.logTail(TAIL_CHARACTERS)));
    free(attempt);
    events.freed();
  }

  private synchronized void free(AttemptId attempt) {
    Seat seat = seats.remove(attempt);
    if (seat != null && seat.runner != null) {
      ended.add(attempt);
      if (ended.size() > REMEMBERED) {
        ended.remove(ended.iterator().next());
      }
    }
    notifyAll();
  }

  private synchronized boolean beginToDrain() {
    boolean begins = !draining;
    draining = true;
    return begins;
  }

  private synchronized Map<AttemptId, Duration> overdue() {
    long now = nanoTime.getAsLong();
    Map<AttemptId, Duration> overdue = new LinkedHashMap<>();
    seats.forEach(
        (attempt, seat) -> {
          if (!seat.cancelled && now - seat.takenAt > seat.timeout.plus(PATIENCE).toNanos()) {
            overdue.put(attempt, seat.timeout);
          }
        });
    return overdue;
  }
}
