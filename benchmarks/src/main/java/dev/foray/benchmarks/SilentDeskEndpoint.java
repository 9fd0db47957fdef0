package dev.foray.benchmarks;

import dev.foray.protocol.AttemptDesk;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Progress;
import dev.foray.protocol.RemoteFailure;

/** A Master's desk that only takes. */
final class SilentDeskEndpoint implements AttemptDesk {
  @Override
  public void planned(AttemptId attempt, int chunks, Progress progress) {}

  @Override
  public void started(AttemptId attempt, DatabaseSession session) {}

  @Override
  public boolean progress(AttemptId attempt, Progress progress) {
    return true;
  }

  @Override
  public void succeeded(AttemptId attempt, Progress progress) {}

  @Override
  public void failed(
      AttemptId attempt, FailureKind kind, RemoteFailure failure, Progress progress) {}
}
