package dev.foray.master.fleet;

import dev.foray.master.ledger.Node;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says of nodes. */
final class FleetLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.master.fleet");

  private FleetLog() {}

  static void requested(LaunchOrder order) {
    order
        .nodes()
        .forEach(node -> LOG.info("{} is being started, with {} slots", node, order.slots()));
  }

  static void wanted(Sizing.Wanted wanted) {
    wanted.byJob().forEach((job, size) -> LOG.info("{} is worth {}", job, size.why()));
  }

  static void up(Node node, String worker) {
    LOG.info("{} is up: its worker registered as {}", node.id(), worker);
  }

  static void draining(String worker, String node) {
    LOG.info("{} on {} is drained: no chunk could still need it", worker, node);
  }

  static void ending(Node node, String why) {
    LOG.info("{} is being ended: {}", node.id(), why);
  }

  static void ended(Node node, String why) {
    LOG.info("{} is gone: {}", node.id(), why);
  }

  static void stillThere(Node node, Duration waited) {
    LOG.error(
        "{} is still there after {} s of ending it, and is ended again and again: look at it",
        node.id(),
        waited.toSeconds());
  }

  static void unknown(String node) {
    LOG.warn("{} runs, but is not expected by the ledger: it is being ended", node);
  }

  static void launchFailed(String why, int failures, Duration pause) {
    LOG.warn(
        "a node could not be started ({} in a row), the next is tried in {} s: {}",
        failures,
        pause.toSeconds(),
        why);
  }

  static void givenUp(String why, int nodes) {
    LOG.error(
        "{} nodes in a row did not come up, no more are started until no job wants any: {}",
        nodes,
        why);
  }

  static void notEntered(String why) {
    LOG.warn(
        "the end of the nodes could not be entered in the ledger, the next Master does: {}", why);
  }

  static void notPruned(Path directory, String why) {
    LOG.warn("the directory of a node that is gone can't be deleted, {}: {}", directory, why);
  }

  static void notHanded(String node, String why) {
    LOG.debug("the worker of {} did not take what it was handed: {}", node, why);
  }
}
