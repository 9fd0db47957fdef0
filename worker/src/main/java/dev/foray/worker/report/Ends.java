package dev.foray.worker.report;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.WorkerDesk.AttemptEnd;
import java.rmi.ConnectException;
import java.rmi.ConnectIOException;
import java.rmi.RemoteException;
import java.rmi.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Ends of runners that the Master has not taken yet, each reported until it has; until then the
 * attempt still counts as this worker's. A Master that is away is waited for; one that is there and
 * fails on an end, a minute or more long, does not get that one again. In memory: what a worker
 * that dies has not reported, the Master reads from the ledger. One loop runs it, any thread adds.
 * Thread-safe; calls the Master outside of its lock.
 */
public final class Ends implements Loop.Step {
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int MOST_TRIES = 60;
  private static final Duration NOTHING_TO_DO = Duration.ofMinutes(1);

  private final MasterDesk desk;
  private final Supplier<Optional<String>> worker;
  private final Runnable whenTaken;
  private final Map<AttemptId, AttemptEnd> untaken = new LinkedHashMap<>();
  private final Map<AttemptId, Integer> failures = new HashMap<>();

  /**
   * @param worker the id under which the Master knows this worker; empty: not registered now
   * @param whenTaken called, outside of any lock, each time the Master has taken an end
   */
  public Ends(MasterDesk desk, Supplier<Optional<String>> worker, Runnable whenTaken) {
    this.desk = desk;
    this.worker = worker;
    this.whenTaken = whenTaken;
  }

  public synchronized void add(AttemptEnd end) {
    untaken.put(end.attempt(), end);
    notifyAll();
  }

  public synchronized List<AttemptId> untaken() {
    return List.copyOf(untaken.keySet());
  }

  public synchronized boolean isEmpty() {
    return untaken.isEmpty();
  }

  @Override
  public Duration runOnce() {
    Optional<String> id = worker.get();
    if (id.isPresent()) {
      for (AttemptEnd end : snapshot()) {
        report(id.get(), end);
      }
    }
    return isEmpty() ? NOTHING_TO_DO : RETRY;
  }

  /** Waits until the Master has taken all, for so long at most. */
  public synchronized boolean awaitEmpty(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    long left = longest.toMillis();
    while (!untaken.isEmpty() && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return untaken.isEmpty();
  }

  private synchronized List<AttemptEnd> snapshot() {
    return List.copyOf(untaken.values());
  }

  private void report(String id, AttemptEnd end) {
    try {
      desk.open().attemptEnded(id, end);
      done(end);
    } catch (ConnectException | ConnectIOException | UnknownHostException e) {
      WorkerLog.endNotTaken(end.attempt(), String.valueOf(e.getMessage()));
    } catch (RemoteException e) {
      WorkerLog.endNotTaken(end.attempt(), String.valueOf(e.getMessage()));
      if (hasFailedTooOften(end.attempt())) {
        WorkerLog.endGivenUp(end.attempt(), MOST_TRIES, String.valueOf(e.getMessage()));
        done(end);
      }
    }
  }

  private synchronized boolean hasFailedTooOften(AttemptId attempt) {
    return failures.merge(attempt, 1, Integer::sum) >= MOST_TRIES;
  }

  private void done(AttemptEnd end) {
    forget(end);
    whenTaken.run();
  }

  private synchronized void forget(AttemptEnd end) {
    untaken.remove(end.attempt(), end);
    failures.remove(end.attempt());
    notifyAll();
  }
}
