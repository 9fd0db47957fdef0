package dev.foray.protocol;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;

/** Where a Worker reports to the Master. */
public interface WorkerDesk extends Remote {

  /**
   * Takes the worker in, after calling its {@code status} at the address that it gave.
   *
   * @throws Refused another protocol version, an unknown node, or the worker can't be reached; it
   *     stops and says why
   */
  @CallableBy(Role.WORKER)
  Welcome register(Registration registration) throws RemoteException, Refused;

  /**
   * Renews the worker's lease.
   *
   * @return false: the Master does not know this worker (any more); it must register anew
   */
  @CallableBy(Role.WORKER)
  boolean heartbeat(String worker, Heartbeat heartbeat) throws RemoteException;

  /** A runner's process has ended; repeated until the Master has taken it. */
  @CallableBy(Role.WORKER)
  void attemptEnded(String worker, AttemptEnd end) throws RemoteException;

  /**
   * Certifies a new key of the worker, long before the certificate of the last one ends.
   *
   * @param request a certificate request (PKCS#10) in PEM
   * @return the certificate and its authority's, in PEM
   * @throws Refused if the request can't be used
   */
  @CallableBy(Role.WORKER)
  String renew(String worker, String request) throws RemoteException, Refused;

  /** The worker has ended in order: nothing runs on it. */
  @CallableBy(Role.WORKER)
  void deregister(String worker) throws RemoteException;

  /**
   * @param node the node's id that the fleet gave to the worker at its start
   * @param service where the Master reaches the worker
   * @param slots attempts that it runs at once
   * @param running what already runs there, where it registers anew
   * @param boot what the node did until then, in that order
   */
  record Registration(
      int protocolVersion,
      String node,
      Endpoint service,
      int slots,
      int cores,
      long memoryBytes,
      long pid,
      String javaVersion,
      List<AttemptId> running,
      List<BootStep> boot)
      implements java.io.Serializable {}

  /**
   * A step of the node's way up.
   *
   * @param ageMillis how long ago it was done, by the node's monotonic clock
   */
  record BootStep(String what, long ageMillis) implements java.io.Serializable {}

  /**
   * @param worker the id under which it is known from now on
   * @param epoch the Master's; orders of a lower one are to be refused
   * @param https where this Master gives out the code of jobs
   */
  record Welcome(String worker, long epoch, long leaseMillis, long heartbeatMillis, Endpoint https)
      implements java.io.Serializable {}

  /**
   * What runs, and how the machine does.
   *
   * @param leaving why the machine is about to go, so that nothing new is begun there; empty: it
   *     stays
   */
  record Heartbeat(List<AttemptId> running, double load, long freeMemoryBytes, String leaving)
      implements java.io.Serializable {}

  /**
   * @param exitCode the process's; 128 + signal where one ended it
   * @param logTail the last lines of its log, at most 16,000 characters
   * @param inMap the pairs that were in {@code map} at its end, where it has left a trace
   */
  record AttemptEnd(AttemptId attempt, int exitCode, String logTail, InMap inMap)
      implements java.io.Serializable {

    /** Without a trace. */
    public AttemptEnd(AttemptId attempt, int exitCode, String logTail) {
      this(attempt, exitCode, logTail, InMap.NONE);
    }
  }
}
