package dev.foray.protocol;

import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the CLI asks of the Master about nodes. */
public interface FleetAdmin extends Remote {

  /** The newest hundred nodes, and whichever is not gone besides, newest first. */
  @CallableBy(Role.VIEWER)
  List<NodeSummary> nodes() throws RemoteException;

  /**
   * One node, with what it did and when.
   *
   * @throws Refused if there is no such node
   */
  @CallableBy(Role.VIEWER)
  NodeDetail node(String node) throws RemoteException, Refused;

  /**
   * Has the node's worker finish what it runs and take nothing new; then the node is ended. Where
   * work is left, another node is started. Safe to repeat.
   *
   * @param by who asks, for the record
   * @throws Refused if there is no such node, or no worker on it
   */
  @CallableBy(Role.DEPLOYER)
  NodeSummary drain(String node, String by) throws RemoteException, Refused;

  /**
   * @param machine such as {@code m7i.large spot eu-central-1a i-0123456789abcdef0}; null: a
   *     process on the Master's host, or none yet
   * @param worker its worker's id; null before it registered
   * @param reason why it was ended, or why it is still there
   * @param strain as its worker said last; null: it has no worker, or that has said nothing yet
   * @param bill null: it was not launched yet, or never
   */
  record NodeSummary(
      String node,
      NodeState state,
      @Nullable String machine,
      @Nullable String worker,
      @Nullable WorkerState workerState,
      @Nullable Endpoint service,
      int slots,
      List<AttemptId> running,
      Instant requestedAt,
      @Nullable Instant upAt,
      @Nullable Instant endedAt,
      @Nullable String reason,
      @Nullable NodeStrain strain,
      @Nullable NodeBill bill)
      implements Serializable {}

  /**
   * How a node's machine does.
   *
   * @param load threads that ran or wanted to, over the last minute, of all that runs there;
   *     negative where the system does not say
   * @param freeMemoryBytes that a new process could have
   */
  record NodeStrain(double load, int cores, long freeMemoryBytes, long memoryBytes)
      implements Serializable {}

  /**
   * @param steps in the order of their times
   */
  record NodeDetail(NodeSummary summary, List<NodeStep> steps) implements Serializable {}

  /**
   * Something that happened to a node.
   *
   * @param at by the Master's clock; with a cloud's own for what the cloud says
   */
  record NodeStep(Instant at, String what) implements Serializable {}

  /**
   * What a node has cost.
   *
   * @param seconds that are billed: each begun one, and a minute at least
   * @param usdPerHour as it was when the node was launched; null: that is not known
   * @param usd null: as before
   */
  record NodeBill(long seconds, @Nullable Usd usdPerHour, @Nullable Usd usd)
      implements Serializable {}
}
