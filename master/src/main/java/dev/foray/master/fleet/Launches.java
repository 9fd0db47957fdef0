package dev.foray.master.fleet;

import dev.foray.master.ledger.Node;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Starts nodes. After a failure, of the launch or of the boot, it waits before the next, longer
 * each time in a row, and then tries one node alone. A launch that fails costs nothing and is tried
 * for ever; a node that does not come up was paid for, and after a few in a row no more are
 * started. Used by the fleet's loop; for one thread.
 */
final class Launches {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** How often a node that does not come up is replaced, in a row. */
  private static final int MOST_REPLACEMENTS = 3;

  private final Fleet fleet;
  private final NodeBook book;
  private final LongSupplier nanoTime;
  private int failures;
  private int failedBoots;
  private long pausedUntil;
  private String lastFailure = "";

  Launches(Fleet fleet, NodeBook book, LongSupplier nanoTime) {
    this.fleet = fleet;
    this.book = book;
    this.nanoTime = nanoTime;
  }

  /** Starts as many nodes, or fewer where launches fail. */
  void start(int nodes, int slots) {
    if (nodes > 0 && !isPaused() && !isGivenUp()) {
      order(failures == 0 ? nodes : 1, slots);
    }
  }

  private void order(int count, int slots) {
    List<Node> nodes = book.request(count);
    LaunchOrder order =
        new LaunchOrder(nodes.get(0).launch(), nodes.stream().map(Node::id).toList(), slots);
    FleetLog.requested(order);
    try {
      Accepted accepted = fleet.launch(order);
      for (Node node : nodes) {
        if (accepted.nodes().contains(node.id())) {
          book.move(node, NodeState.BOOTING, null);
        } else if (!accepted.isUnclear()) {
          notStarted(node, accepted.shortfall());
        }
      }
      if (accepted.nodes().size() < nodes.size()) {
        failed(notStarted(accepted.shortfall()));
      }
    } catch (LaunchFailed e) {
      String why = String.valueOf(e.getMessage());
      nodes.forEach(node -> notStarted(node, why));
      failed(notStarted(why));
    } catch (LaunchUnclear e) {
      failed(String.valueOf(e.getMessage()));
    }
  }

  private void notStarted(Node node, String why) {
    book.move(node, NodeState.TERMINATED, notStarted(why));
  }

  private static String notStarted(String why) {
    return "it could not be started: " + why;
  }

  /** A node has come up: launching works. */
  void worked() {
    failures = 0;
    failedBoots = 0;
  }

  /** No job wants a node: whoever has mended what failed begins anew. */
  void unwanted() {
    if (isGivenUp()) {
      worked();
    }
  }

  /** A node did not come up; of several at the same time, one counts. */
  void notUp(String why) {
    if (!isPaused()) {
      failedBoots++;
    }
    failed(why);
    if (isGivenUp()) {
      FleetLog.givenUp(why, failedBoots);
    }
  }

  private void failed(String why) {
    lastFailure = why;
    if (isPaused()) {
      return;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 6));
    pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    failures++;
    pausedUntil = nanoTime.getAsLong() + pause.toNanos();
    FleetLog.launchFailed(why, failures, pause);
  }

  /** What starting nodes waits for. */
  Optional<Wait> waitsFor() {
    if (failures == 0) {
      return Optional.empty();
    }
    if (isGivenUp()) {
      return Optional.of(new Wait.NodesFail(failedBoots, lastFailure));
    }
    Duration left = Duration.ofNanos(pausedUntil - nanoTime.getAsLong());
    long seconds = isPaused() ? Math.max(1, left.plusMillis(999).toSeconds()) : 0;
    return Optional.of(new Wait.LaunchesFail(failures, seconds, lastFailure));
  }

  private boolean isGivenUp() {
    return failedBoots > MOST_REPLACEMENTS;
  }

  private boolean isPaused() {
    return failures > 0 && nanoTime.getAsLong() - pausedUntil < 0;
  }
}
