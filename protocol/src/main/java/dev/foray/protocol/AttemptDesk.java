package dev.foray.protocol;

import java.rmi.Remote;
import java.rmi.RemoteException;

/**
 * Where a chunk-runner reports to the Master. Each report is a hint that saves time: the Master
 * decides from the ledger's row, and a report that is lost, doubled or late changes no data.
 */
public interface AttemptDesk extends Remote {

  /** {@code plan} has committed. */
  @CallableBy(Role.ATTEMPT)
  void planned(AttemptId attempt, int chunks, Progress progress) throws RemoteException;

  /** The runner works; these are the sessions that end if the attempt is fenced. */
  @CallableBy(Role.ATTEMPT)
  void started(AttemptId attempt, DatabaseSession session) throws RemoteException;

  /**
   * How far it is.
   *
   * @return false: this attempt is not current any more; the runner should stop
   */
  @CallableBy(Role.ATTEMPT)
  boolean progress(AttemptId attempt, Progress progress) throws RemoteException;

  /** The attempt's transaction has committed. */
  @CallableBy(Role.ATTEMPT)
  void succeeded(AttemptId attempt, Progress progress) throws RemoteException;

  /** The attempt has rolled back. */
  @CallableBy(Role.ATTEMPT)
  void failed(AttemptId attempt, FailureKind kind, RemoteFailure failure, Progress progress)
      throws RemoteException;
}
