package dev.foray.master.dispatch;

import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.WorkerState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an earlier Master left at work. A Master that starts takes it over: workers and attempts
 * keep their slots, with full leases and full timeouts.
 */
public final class Inheritance {
  private Inheritance() {}

  /**
   * Enters it in the roster.
   *
   * @param timeout of an attempt of the job
   */
  public static void enter(Ledger ledger, Roster roster, Function<Job, Duration> timeout) {
    ledger
        .workers()
        .alive()
        .forEach(worker -> roster.admit(worker, worker.state() == WorkerState.DRAINING));
    for (Attempt attempt : ledger.attempts().alive()) {
      String worker = attempt.worker();
      Optional<Job> job = ledger.jobs().find(attempt.id().job());
      if (worker != null && job.isPresent()) {
        roster.seat(worker, attempt.id(), timeout.apply(job.get()));
      }
    }
  }
}
