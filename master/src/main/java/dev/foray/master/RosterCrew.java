package dev.foray.master;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.dispatch.WorkerLine;
import dev.foray.master.fleet.Crew;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.outcome.WorkerLoss;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerState;
import java.time.InstantSource;
import java.util.List;

/** What the fleet sees of the workers, and how it tells them to leave. Thread-safe. */
final class RosterCrew implements Crew {
  private final Ledger ledger;
  private final Roster roster;
  private final WorkerLine line;
  private final WorkerLoss loss;
  private final InstantSource clock;

  RosterCrew(Ledger ledger, Roster roster, WorkerLine line, WorkerLoss loss, InstantSource clock) {
    this.ledger = ledger;
    this.roster = roster;
    this.line = line;
    this.loss = loss;
    this.clock = clock;
  }

  @Override
  public List<Member> members() {
    return roster.all().stream()
        .map(
            standing ->
                new Member(
                    standing.worker().id(),
                    standing.worker().node(),
                    standing.worker().slots(),
                    standing.running().size(),
                    standing.draining()))
        .toList();
  }

  /**
   * Takes the worker out of dispatch first, so that it gets nothing new whether it hears of it or
   * not.
   */
  @Override
  public void drain(String worker) {
    roster.drain(worker);
    ledger.workers().move(worker, WorkerState.ACTIVE, WorkerState.DRAINING, clock.instant());
    roster
        .find(worker)
        .ifPresent(
            standing -> {
              try {
                line.drain(standing.worker());
              } catch (Refused | WorkerLine.Unreachable | WorkerLine.NoAnswer e) {
                MasterLog.drainFailed(worker, String.valueOf(e.getMessage()));
              }
            });
  }

  @Override
  public void lost(String worker, String why) {
    loss.lost(worker, why);
  }
}
