package dev.foray.master.outcome;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.dispatch.WorkerLine;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Refused;

/**
 * Has workers end the processes of attempts that nobody wants any more; their ends are told as
 * ever. Safe to repeat, which is what whoever wants it does until the slot is free. Thread-safe.
 */
public final class Stops {
  private final Roster roster;
  private final WorkerLine line;
  private final Reports reports;

  public Stops(Roster roster, WorkerLine line, Reports reports) {
    this.roster = roster;
    this.line = line;
    this.reports = reports;
  }

  /**
   * Calls its worker, if that is there.
   *
   * @param why what the process's exit is to be taken for
   */
  void end(Roster.Seat seat, FailureKind why) {
    reports.note(seat.attempt(), new Reports.Reported(why, null));
    roster
        .find(seat.worker())
        .ifPresent(
            standing -> {
              try {
                line.cancel(standing.worker(), seat.attempt());
              } catch (Refused | WorkerLine.Unreachable | WorkerLine.NoAnswer e) {
                OutcomeLog.cancelFailed(seat.attempt(), String.valueOf(e.getMessage()));
              }
            });
  }
}
