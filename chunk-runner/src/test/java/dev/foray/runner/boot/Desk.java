package dev.foray.runner.boot;

import dev.foray.protocol.AttemptDesk;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Progress;
import dev.foray.protocol.RemoteFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Master's desk that keeps what it is told. */
final class Desk implements AttemptDesk {
  final List<String> told = new CopyOnWriteArrayList<>();

  @Override
  public void planned(AttemptId attempt, int chunks, Progress progress) {
    told.add("planned " + chunks);
  }

  @Override
  public void started(AttemptId attempt, DatabaseSession session) {
    told.add("started");
  }

  @Override
  public boolean progress(AttemptId attempt, Progress progress) {
    return true;
  }

  @Override
  public void succeeded(AttemptId attempt, Progress progress) {
    told.add("succeeded " + progress.pairsMapped());
  }

  @Override
  public void failed(
      AttemptId attempt, FailureKind kind, RemoteFailure failure, Progress progress) {
    told.add("failed " + kind + " " + failure);
  }
}
