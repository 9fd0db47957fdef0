package dev.foray.master.fleet;

import dev.foray.master.fleet.Crew.Member;
import dev.foray.master.ledger.Node;
import dev.foray.protocol.NodeState;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a node through its states, by what the fleet and the crew see of it. Each state has a limit
 * after which the node is ended; ending is repeated until the fleet does not see the node any more.
 * Used by the fleet's loop; for one thread.
 */
final class NodeLife {
  private static final String DRAINED = "it was drained, as nothing was left for it to do";
  private static final String LEFT = "its worker was drained";

  private final Fleet fleet;
  private final NodeBook book;
  private final Crew crew;
  private final Launches launches;
  private final FleetLimits limits;
  private final Patience patience;
  private final Map<String, String> drained = new HashMap<>();
  private final Set<String> complainedOf = new HashSet<>();

  NodeLife(
      Fleet fleet,
      NodeBook book,
      Crew crew,
      Launches launches,
      FleetLimits limits,
      Patience patience) {
    this.fleet = fleet;
    this.book = book;
    this.crew = crew;
    this.launches = launches;
    this.limits = limits;
    this.patience = patience;
  }

  /**
   * @param seen whether the fleet sees it
   * @param member its worker; empty: none is registered
   */
  void advance(Node node, boolean seen, Optional<Member> member) {
    switch (node.state()) {
      case REQUESTED -> requested(node, seen);
      case BOOTING -> booting(node, seen, member);
      case UP -> up(node, seen, member);
      case TERMINATING -> terminating(node, seen, member);
      case TERMINATED -> {}
    }
  }

  /** Its worker is drained: when it has left, the node is to go. */
  void dismiss(Member member) {
    FleetLog.draining(member.worker(), member.node());
    drained.put(member.node(), DRAINED);
    crew.drain(member.worker());
  }

  void end(Node node, String why) {
    if (book.move(node, NodeState.TERMINATING, why)) {
      FleetLog.ending(node, why);
      fleet.terminate(node.id());
    }
  }

  /** It is not there any more, nor is what ran on it. */
  void gone(Node node, Optional<Member> member, String why) {
    member.ifPresent(worker -> crew.lost(worker.worker(), node.id() + " is gone: " + why));
    if (book.move(node, NodeState.TERMINATED, why)) {
      FleetLog.ended(node, why);
    }
  }

  /** A node that no row expects. */
  void endUnknown(String node) {
    if (isOver(node, "unknown to the ledger", limits.grace())) {
      if (complainedOf.add(node)) {
        FleetLog.unknown(node);
      }
      fleet.terminate(node);
    }
  }

  /** Drops what is known of other nodes. */
  void keepOnly(Set<String> nodes) {
    patience.keepOnly(nodes);
    drained.keySet().retainAll(nodes);
    complainedOf.retainAll(nodes);
  }

  /** A Master ended, or failed, between the row and the launch. */
  private void requested(Node node, boolean seen) {
    if (seen) {
      book.move(node, NodeState.BOOTING, null);
    } else if (isOver(node.id(), "to be launched", limits.grace())) {
      gone(node, Optional.empty(), "it was requested, and never launched");
    }
  }

  private void booting(Node node, boolean seen, Optional<Member> member) {
    if (member.isPresent()) {
      patience.forget(node.id());
      launches.worked();
      if (book.move(node, NodeState.UP, null)) {
        FleetLog.up(node, member.get().worker());
      }
    } else if (!seen) {
      if (isOver(node.id(), "to be seen", limits.grace())) {
        String why = "its worker ended before it registered" + lastWords(node);
        gone(node, member, why);
        launches.notUp(why);
      }
    } else if (isOver(node.id(), "to boot", limits.boot())) {
      String why =
          "its worker did not register within "
              + limits.boot().toSeconds()
              + " s"
              + lastWords(node);
      end(node, why);
      launches.notUp(why);
    }
  }

  private void up(Node node, boolean seen, Optional<Member> member) {
    if (member.filter(Member::draining).isPresent()) {
      drained.putIfAbsent(node.id(), LEFT);
    }
    if (!seen) {
      gone(node, member, howItEnded(node, member));
    } else if (member.isEmpty()) {
      withoutWorker(node);
    } else if (member.get().draining() && member.get().running() == 0) {
      if (isOver(node.id(), "to be left", limits.drain())) {
        end(node, "its idle worker did not leave within " + limits.drain().toSeconds() + " s");
      }
    } else {
      patience.forget(node.id());
    }
  }

  private void withoutWorker(Node node) {
    if (drained.containsKey(node.id())) {
      end(node, drained.get(node.id()));
    } else if (isOver(node.id(), "for a worker", limits.silence())) {
      end(node, "no worker was heard of on it for " + limits.silence().toSeconds() + " s");
    }
  }

  private String howItEnded(Node node, Optional<Member> member) {
    String why = drained.get(node.id());
    if (why != null) {
      return why.equals(LEFT) ? why + lastWords(node) : why;
    }
    return member.isPresent() ? "its worker is gone" + lastWords(node) : "its worker left";
  }

  private void terminating(Node node, boolean seen, Optional<Member> member) {
    if (!seen) {
      gone(node, member, Optional.ofNullable(node.reason()).orElse("it was ended"));
      return;
    }
    fleet.terminate(node.id());
    Duration waited = patience.waited(node.id(), "to end");
    if (waited.compareTo(limits.end()) > 0 && complainedOf.add(node.id())) {
      FleetLog.stillThere(node, waited);
    }
  }

  private String lastWords(Node node) {
    return fleet.lastWords(node.id()).map(words -> ": " + words).orElse("");
  }

  private boolean isOver(String node, String what, Duration limit) {
    return patience.waited(node, what).compareTo(limit) >= 0;
  }
}
