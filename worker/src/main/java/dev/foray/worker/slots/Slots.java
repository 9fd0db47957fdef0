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
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What runs on this node, one runner to a slot. An attempt's end is handed on before its slot is
 * free, so that it is always known to somebody. Made by the worker; when the worker's process dies,
 * the runners see it and halt. Thread-safe; forks, kills and hands on outside of any lock.
 */
public final class Slots {
  private static final int TAIL_CHARACTERS = 16_000;

  /** How much longer than its timeout an attempt may run: its Master should have ended it. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final int size;
  private final Seats seats;
  private final Runners runners;
  private final LongSupplier nanoTime;
  private final Events events;

  /** What follows from an end. */
  public interface Events {
    /** A runner has ended; its slot is still taken. */
    void ended(AttemptEnd end);

    void freed();
  }

  /**
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public Slots(int size, Runners runners, LongSupplier nanoTime, Events events) {
    this.size = size;
    this.seats = new Seats(size);
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
    Duration timeout = Duration.ofMillis(order.settings().attemptTimeoutMillis());
    if (seats.take(attempt, timeout, nanoTime.getAsLong())) {
      Runner runner = fork(order);
      WorkerLog.started(attempt, runner.pid());
      // Guard against race with a cancel: it came while there was nothing to kill yet.
      if (seats.forked(attempt, runner)) {
        runner.kill();
      }
      runner.whenEnded(exitCode -> end(attempt, runner, exitCode));
    }
  }

  /** Kills the attempt's process tree; its end is reported like any other. */
  public void cancel(AttemptId attempt) {
    kill(attempt).ifPresent(runner -> WorkerLog.cancelled(attempt));
  }

  /** Takes nothing new from now on. */
  public void drain() {
    if (seats.drain()) {
      runners.close();
      WorkerLog.draining(running().size());
    }
  }

  public void killAll() {
    running().forEach(this::kill);
  }

  /** Kills what has run much longer than its timeout, as happens while no Master looks. */
  public void killOverdue() {
    seats
        .overdue(PATIENCE, nanoTime.getAsLong())
        .forEach(
            (attempt, timeout) -> {
              WorkerLog.overdue(attempt, timeout);
              kill(attempt);
            });
  }

  public int size() {
    return size;
  }

  public List<AttemptId> running() {
    return seats.taken();
  }

  public boolean isDraining() {
    return seats.isDraining();
  }

  public boolean isEmpty() {
    return seats.taken().isEmpty();
  }

  /** The attempt's runner, where it runs here. */
  public Optional<Runner> runner(AttemptId attempt) {
    return seats.runner(attempt);
  }

  /** Waits until nothing runs, for so long at most. */
  public boolean awaitEmpty(Duration longest) throws InterruptedException {
    return seats.awaitFree(longest);
  }

  /** The same, until their processes have ended, too. */
  public boolean awaitGone(Duration longest) throws InterruptedException {
    return runners.awaitGone(longest);
  }

  private Runner fork(Order order) throws Refused {
    AttemptId attempt = order.attempt();
    try {
      return runners.fork(order);
    } catch (IOException | RuntimeException e) {
      seats.free(attempt);
      events.freed();
      WorkerLog.notStarted(attempt, e);
      throw new Refused(ExitCode.WRONG_USE, attempt + " can't be started: " + e.getMessage());
    }
  }

  private Optional<Runner> kill(AttemptId attempt) {
    Optional<Runner> runner = seats.condemn(attempt);
    runner.ifPresent(Runner::kill);
    return runner;
  }

  private void end(AttemptId attempt, Runner runner, int exitCode) {
    WorkerLog.exited(attempt, exitCode);
    seats.leave(attempt);
    events.ended(
        new AttemptEnd(attempt, exitCode, runner.logTail(TAIL_CHARACTERS), runner.inMap()));
    seats.free(attempt);
    events.freed();
  }
}
