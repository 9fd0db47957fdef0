package dev.foray.protocol;

import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the CLI asks of the Master about nodes. */
public interface FleetAdmin extends Remote {

  /** The nodes that are not gone, and the newest hundred that are, newest first. */
  @CallableBy(Role.VIEWER)
  List<NodeSummary> nodes() throws RemoteException;

  /**
   * @param worker its worker's id; null before it registered
   * @param reason why it was ended, or why it is still there
   */
  record NodeSummary(
      String node,
      NodeState state,
      @Nullable String worker,
      @Nullable WorkerState workerState,
      @Nullable Endpoint service,
      int slots,
      List<AttemptId> running,
      Instant requestedAt,
      @Nullable Instant upAt,
      @Nullable Instant endedAt,
      @Nullable String reason)
      implements Serializable {}
}
