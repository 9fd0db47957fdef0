package dev.foray.master.fleet;

import java.util.Optional;
import java.util.Set;

/**
 * Where nodes come from. Knows nothing of jobs: it starts the node that it is told to, says which
 * ones are there, and ends them. One instance for the Master's life, called by the {@link
 * FleetLoop} and closed by the Master's main. Thread-safe.
 */
public interface Fleet extends AutoCloseable {

  /** What stands in a node's row: {@code local} or {@code ec2}. */
  String name();

  /**
   * Begins to start nodes, whose workers will register under their ids. Returns when the order is
   * accepted; a node may be up much later, or never.
   *
   * @throws LaunchFailed if none was accepted; then nothing of them is left
   * @throws LaunchUnclear if the answer did not come: some may start all the same
   */
  Accepted launch(LaunchOrder order) throws LaunchFailed, LaunchUnclear;

  /**
   * The nodes of which anything is left: starting, working or being ended, also those that an
   * earlier Master launched. A launched node may be missing for the fleet's grace.
   *
   * @throws FleetUnseen if that can't be said now
   */
  Set<String> alive();

  /**
   * Begins to end a node and returns at once. To be repeated until {@link #alive} does not have it
   * any more: a later call may use more force. A node that is gone, or was never there, is ignored.
   */
  void terminate(String node);

  /** What is known of how a node ended, for a person; empty where nothing is. */
  Optional<String> lastWords(String node);

  /** All that the console of a node shows; empty where it has none, or none is to be had. */
  default Optional<String> console(String node) {
    return Optional.empty();
  }

  /** Ends every node that it sees, within a limit. */
  @Override
  void close();
}
