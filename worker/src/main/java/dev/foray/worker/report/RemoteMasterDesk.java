package dev.foray.worker.report;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Names;
import dev.foray.protocol.WorkerDesk;
import dev.foray.transport.RmiPeer;
import java.rmi.RemoteException;
import org.jspecify.annotations.Nullable;

/**
 * The Master's desk at an address, looked up until it is found once. A Master that takes the place
 * of another is found by the same desk. Thread-safe.
 */
public final class RemoteMasterDesk implements MasterDesk {
  private final RmiPeer peer;
  private final Endpoint master;
  private volatile @Nullable WorkerDesk found;

  public RemoteMasterDesk(RmiPeer peer, Endpoint master) {
    this.peer = peer;
    this.master = master;
  }

  @Override
  public WorkerDesk open() throws RemoteException {
    WorkerDesk desk = found;
    if (desk == null) {
      desk = peer.master(master, Names.WORKER_DESK, WorkerDesk.class);
      found = desk;
    }
    return desk;
  }
}
