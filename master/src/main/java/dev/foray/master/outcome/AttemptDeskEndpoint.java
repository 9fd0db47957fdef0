package dev.foray.master.outcome;

import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.AttemptDesk;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Progress;
import dev.foray.protocol.RemoteFailure;
import java.time.InstantSource;

/** What chunk-runners call. Each report is a hint; what counts is in the ledger. */
public final class AttemptDeskEndpoint implements AttemptDesk {
  private final Ledger ledger;
  private final Endings endings;
  private final Reports reports;
  private final Pace pace;
  private final InstantSource clock;

  public AttemptDeskEndpoint(
      Ledger ledger, Endings endings, Reports reports, Pace pace, InstantSource clock) {
    this.ledger = ledger;
    this.endings = endings;
    this.reports = reports;
    this.pace = pace;
    this.clock = clock;
  }

  @Override
  public void planned(AttemptId attempt, int chunks, Progress progress) {
    pace.note(attempt, progress);
    endings.committed(attempt);
  }

  @Override
  public void started(AttemptId attempt, DatabaseSession session) {
    ledger.attempts().started(attempt, session, clock.instant());
  }

  @Override
  public boolean progress(AttemptId attempt, Progress progress) {
    boolean current = ledger.attempts().isAlive(attempt);
    if (current) {
      pace.note(attempt, progress);
    }
    return current;
  }

  @Override
  public void succeeded(AttemptId attempt, Progress progress) {
    pace.note(attempt, progress);
    endings.committed(attempt);
  }

  @Override
  public void failed(
      AttemptId attempt, FailureKind kind, RemoteFailure failure, Progress progress) {
    pace.note(attempt, progress);
    reports.note(attempt, new Reports.Reported(kind, failure));
  }
}
