package dev.foray.worker.report;

import dev.foray.protocol.WorkerDesk;
import java.rmi.RemoteException;

/** Where to reach the Master's desk for workers; looked up when it is first needed. */
@FunctionalInterface
public interface MasterDesk {
  /**
   * @throws RemoteException if the Master does not answer
   */
  WorkerDesk open() throws RemoteException;
}
