package dev.foray.master.stages;

import dev.foray.master.dispatch.WorkerLine;
import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Order;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Workers that take every order and do nothing; or fail in the way that a test asks for. */
final class FakeWorkerLine implements WorkerLine {
  final List<Order> started = new ArrayList<>();
  final List<AttemptId> cancelled = new ArrayList<>();
  Way way = Way.WELL;

  /** Of every attempt, in characters that are one byte each. */
  String log = "";

  Runnable onStart = () -> {};

  enum Way {
    WELL,
    REFUSING,
    UNREACHABLE,
    SILENT
  }

  @Override
  public void start(Worker worker, Order order) throws Refused, Unreachable, NoAnswer {
    answer(worker);
    started.add(order);
    onStart.run();
  }

  @Override
  public void cancel(Worker worker, AttemptId attempt) throws Refused, Unreachable, NoAnswer {
    answer(worker);
    cancelled.add(attempt);
  }

  @Override
  public void drain(Worker worker) throws Refused, Unreachable, NoAnswer {
    answer(worker);
  }

  @Override
  public LogPiece readLog(Worker worker, AttemptId attempt, long offset, int mostBytes)
      throws Refused, Unreachable, NoAnswer {
    answer(worker);
    int from = (int) Math.min(offset, log.length());
    int to = Math.min(from + mostBytes, log.length());
    return new LogPiece(log.substring(from, to), Math.max(offset, to), from == log.length());
  }

  @Override
  public String stacks(Worker worker, AttemptId attempt) throws Refused, Unreachable, NoAnswer {
    answer(worker);
    return "the threads of " + attempt + " on " + worker.id();
  }

  @Override
  public WorkerService.Status status(Worker worker) {
    return new WorkerService.Status(
        ProtocolVersion.CURRENT, worker.node(), worker.slots(), List.of(), false);
  }

  private void answer(Worker worker) throws Refused, Unreachable, NoAnswer {
    switch (way) {
      case WELL -> {}
      case REFUSING -> throw new Refused(ExitCode.WRONG_USE, "no free slot");
      case UNREACHABLE -> throw new Unreachable(worker, new IOException("connection refused"));
      case SILENT -> throw new NoAnswer(worker, new IOException("read timed out"));
    }
  }
}
