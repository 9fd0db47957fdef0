package dev.foray.master.dispatch;

import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Endpoint;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The line over RMI. Each worker's service is looked up once; a call that fails forgets it. */
public final class RmiWorkerLine implements WorkerLine {
  private final RmiPeer peer;
  private final long epoch;
  private final Map<Place, WorkerService> found = new ConcurrentHashMap<>();

  private record Place(Endpoint service, String node) {}

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
    Place place = new Place(worker.service(), worker.node());
    WorkerService service = found.get(place);
    if (service == null) {
      service = lookUp(worker);
      found.put(place, service);
    }
    try {
      return call.on(service);
    } catch (ConnectException | ConnectIOException | UnknownHostException e) {
      found.remove(place);
      throw new Unreachable(worker, e);
    } catch (RemoteException e) {
      found.remove(place);
      throw new NoAnswer(worker, e);
    }
  }

  private WorkerService lookUp(Worker worker) throws Unreachable {
    try {
      return peer.worker(
          worker.service(), worker.node(), Names.WORKER_SERVICE, WorkerService.class);
    } catch (RemoteException e) {
      throw new Unreachable(worker, e);
    }
  }
}
