package dev.foray.master.outcome;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.WorkerState;
import java.time.InstantSource;

/**
 * Takes a worker out that is gone or silent, and has what ran there settled as lost. Thread-safe.
 */
public final class WorkerLoss {
  private final Ledger ledger;
  private final Roster roster;
  private final Endings endings;
  private final Witness witness;
  private final InstantSource clock;

  public WorkerLoss(
      Ledger ledger, Roster roster, Endings endings, Witness witness, InstantSource clock) {
    this.ledger = ledger;
    this.roster = roster;
    this.endings = endings;
    this.witness = witness;
    this.clock = clock;
  }

  /**
   * One that was leaving has said so: that its machine goes is nothing that a chunk did, as when a
   * spot instance is taken back.
   *
   * @param why one clause for the log and the attempts' record
   */
  public void lost(String worker, String why) {
    if (roster.find(worker).filter(Roster.Standing::draining).isPresent()) {
      OutcomeLog.leavingWorkerGone(worker, why);
      gone(worker, "was leaving and is gone: " + why);
      return;
    }
    if (end(worker, WorkerState.LOST)) {
      OutcomeLog.workerLost(worker, why);
      witness.workerLost();
    }
    roster
        .dismiss(worker)
        .forEach(attempt -> endings.workerLost(attempt, worker + " is lost: " + why));
  }

  /** The worker says goodbye; what it did not report is lost. */
  public void left(String worker) {
    gone(worker, "ended without a report on it");
  }

  private void gone(String worker, String how) {
    end(worker, WorkerState.STOPPED);
    roster.dismiss(worker).forEach(attempt -> endings.lost(attempt, worker + " " + how));
  }

  private boolean end(String worker, WorkerState state) {
    return ledger.workers().move(worker, WorkerState.ACTIVE, state, clock.instant())
        || ledger.workers().move(worker, WorkerState.DRAINING, state, clock.instant());
  }
}
