package dev.foray.protocol;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;

/**
 * What a Worker does for the Master. Each command carries the Master's epoch; a lower one than
 * known is refused.
 */
public interface WorkerService extends Remote {

  /**
   * Forks a runner for the order. A second call for an attempt that runs already changes nothing.
   *
   * @throws Refused no free slot, draining, an old epoch, or the process can't be started
   */
  @CallableBy(Role.MASTER)
  void start(long epoch, Order order) throws RemoteException, Refused;

  /** Ends the attempt's process tree. An attempt that does not run here: nothing happens. */
  @CallableBy(Role.MASTER)
  void cancel(long epoch, AttemptId attempt) throws RemoteException, Refused;

  /** Takes nothing new, finishes what runs, then deregisters and ends. */
  @CallableBy(Role.MASTER)
  void drain(long epoch) throws RemoteException, Refused;

  /**
   * A piece of an attempt's log.
   *
   * @param offset in bytes
   * @throws Refused if there is no log of that attempt here
   */
  @CallableBy(Role.MASTER)
  LogPiece readLog(AttemptId attempt, long offset, int mostBytes) throws RemoteException, Refused;

  /**
   * A thread dump of the attempt's JVM, or one sentence that says where it is, or why there is
   * none.
   *
   * @throws Refused if it does not run here
   */
  @CallableBy(Role.MASTER)
  String stacks(AttemptId attempt) throws RemoteException, Refused;

  @CallableBy(Role.MASTER)
  Status status() throws RemoteException;

  /** What the worker is and does. */
  record Status(
      int protocolVersion, String node, int slots, List<AttemptId> running, boolean draining)
      implements java.io.Serializable {}
}
