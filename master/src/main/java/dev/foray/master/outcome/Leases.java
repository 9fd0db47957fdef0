package dev.foray.master.outcome;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.dispatch.WorkerLine;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Ends what has run out: workers that were not heard of for a lease, attempts that their worker
 * does not name any more, attempts past their timeout, attempts that nobody holds. Where this
 * process itself was held up, nobody is to blame, and every lease begins anew.
 */
public final class Leases implements Runnable {
  private final Ledger ledger;
  private final Roster roster;
  private final WorkerLoss loss;
  private final Endings endings;
  private final WorkerLine line;
  private final Duration lease;
  private final Executor calls;
  private final LongSupplier nanoTime;
  private final Map<AttemptId, Long> orphans = new HashMap<>();
  private long lastRunAt;

  /**
   * @param calls makes the calls to workers, which may hang: a slow round of this would look held
   *     up
   */
  public Leases(
      Ledger ledger,
      Roster roster,
      WorkerLoss loss,
      Endings endings,
      WorkerLine line,
      Duration lease,
      Executor calls,
      LongSupplier nanoTime) {
    this.ledger = ledger;
    this.roster = roster;
    this.loss = loss;
    this.endings = endings;
    this.line = line;
    this.lease = lease;
    this.calls = calls;
    this.nanoTime = nanoTime;
    this.lastRunAt = nanoTime.getAsLong();
  }

  @Override
  public void run() {
    long now = nanoTime.getAsLong();
    long since = now - lastRunAt;
    lastRunAt = now;
    if (since > lease.toNanos() / 3) {
      OutcomeLog.heldUp(Duration.ofNanos(since).toMillis());
      roster.renewAll();
      orphans.clear();
      return;
    }
    String term = lease.toSeconds() + " s";
    roster.silent(now).forEach(worker -> loss.lost(worker, "not heard of for " + term));
    roster
        .forgotten(now)
        .forEach(
            seat -> endings.lost(seat.attempt(), seat.worker() + " has not named it for " + term));
    roster.overdue(now).forEach(this::end);
    endOrphans(now);
  }

  /**
   * Attempts that no worker here holds: dispatched to one that left in the same moment, or under an
   * earlier Master.
   */
  private void endOrphans(long now) {
    Set<AttemptId> adrift = new HashSet<>();
    for (Attempt attempt : ledger.attempts().alive()) {
      if (attempt.worker() != null && roster.seats(attempt.id()::equals).isEmpty()) {
        adrift.add(attempt.id());
      }
    }
    orphans.keySet().retainAll(adrift);
    for (AttemptId attempt : adrift) {
      if (now - orphans.computeIfAbsent(attempt, first -> now) > lease.toNanos()) {
        endings.lost(attempt, "no worker has held it for " + lease.toSeconds() + " s");
      }
    }
  }

  private void end(Roster.Seat seat) {
    roster
        .find(seat.worker())
        .ifPresent(standing -> calls.execute(() -> cancel(standing.worker(), seat.attempt())));
    endings.timedOut(
        seat.attempt(), seat.attempt() + " took longer than its timeout and was ended");
  }

  private void cancel(Worker worker, AttemptId attempt) {
    try {
      line.cancel(worker, attempt);
    } catch (Refused | WorkerLine.Unreachable | WorkerLine.NoAnswer e) {
      OutcomeLog.cancelFailed(attempt, String.valueOf(e.getMessage()));
    }
  }
}
