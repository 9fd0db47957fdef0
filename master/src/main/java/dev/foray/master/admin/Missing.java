package dev.foray.master.admin;

import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Node;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NearestName;
import dev.foray.protocol.Refused;
import java.util.List;

/** What is said to somebody who names what is not there: the nearest that is. Stateless. */
final class Missing {
  private static final int MOST_NODES = 1_000;

  private Missing() {}

  static Refused job(Ledger ledger, JobId named) {
    List<Job> newest = ledger.jobs().newest(1);
    return refused(
        "there is no "
            + named
            + (newest.isEmpty() ? ", and no other yet" : "; the newest is " + newest.get(0).id())
            + ": master jobs lists what there is");
  }

  /** An attempt of a job that may be there. */
  static Refused attempt(Ledger ledger, AttemptId named) {
    if (ledger.jobs().find(named.job()).isEmpty()) {
      return job(ledger, named.job());
    }
    List<Attempt> others = ledger.attempts().of(named.job(), named.step(), named.chunk());
    return refused(
        "there is no "
            + named
            + (others.isEmpty()
                ? ": " + named.subject() + " has not begun, or is not there"
                : "; the last is " + others.get(others.size() - 1).id()));
  }

  static Refused node(Ledger ledger, String named) {
    List<String> nodes = ledger.nodes().newest(MOST_NODES).stream().map(Node::id).toList();
    return refused(
        "there is no node "
            + named
            + (nodes.isEmpty()
                ? ", and no other yet"
                : "; the nearest name is " + NearestName.to(named, nodes))
            + ": master nodes lists them");
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.WRONG_USE, sentence);
  }
}
