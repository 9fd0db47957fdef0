package dev.foray.master.dispatch;

import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Names;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import dev.foray.protocol.WorkerService;
import dev.foray.transport.RmiPeer;
import java.rmi.ConnectException;
import java.rmi.ConnectIOException;
import java.rmi.RemoteException;
import java.rmi.UnknownHostException;

/** The line over RMI. */
public final class RmiWorkerLine implements WorkerLine {
  private final RmiPeer peer;
  private final long epoch;

  /**
   * @param peer reaches workers as this Master
   * @param epoch this Master's, so that a worker of a newer Master refuses
   */
  public RmiWorkerLine(RmiPeer peer, long epoch) {
    this.peer = peer;
    this.epoch = epoch;
  }

  private interface Call<T> {
    T on(WorkerService service) throws RemoteException, Refused;
  }

  @Override
  public void start(Worker worker, Order order) throws Refused, Unreachable, NoAnswer {
    call(
        worker,
        service -> {
          service.start(epoch, order);
          return true;
        });
  }

  @Override
  public void cancel(Worker worker, AttemptId attempt) throws Refused, Unreachable, NoAnswer {
    call(
        worker,
        service -> {
          service.cancel(epoch, attempt);
          return true;
        });
  }

  @Override
  public void drain(Worker worker) throws Refused, Unreachable, NoAnswer {
    call(
        worker,
        service -> {
          service.drain(epoch);
          return true;
        });
  }

  @Override
  public LogPiece readLog(Worker worker, AttemptId attempt, long offset, int mostBytes)
      throws Refused, Unreachable, NoAnswer {
    return call(worker, service -> service.readLog(attempt, offset, mostBytes));
  }

  @Override
  public String stacks(Worker worker, AttemptId attempt) throws Refused, Unreachable, NoAnswer {
    return call(worker, service -> service.stacks(attempt));
  }

  @Override
  public WorkerService.Status status(Worker worker) throws Unreachable, NoAnswer {
    try {
      return call(worker, WorkerService::status);
    } catch (Refused e) {
      throw new NoAnswer(worker, e);
    }
  }

  private <T> T call(Worker worker, Call<T> call) throws Refused, Unreachable, NoAnswer {
    WorkerService service;
    try {
      service =
          peer.worker(worker.service(), worker.node(), Names.WORKER_SERVICE, WorkerService.class);
    } catch (RemoteException e) {
      throw new Unreachable(worker, e);
    }
    try {
      return call.on(service);
    } catch (ConnectException | ConnectIOException | UnknownHostException e) {
      throw new Unreachable(worker, e);
    } catch (RemoteException e) {
      throw new NoAnswer(worker, e);
    }
  }
}
