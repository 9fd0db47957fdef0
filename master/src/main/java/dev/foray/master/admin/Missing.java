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
import dev.foray.protocol.Step;
import java.util.List;
import java.util.Optional;

/** What is said to somebody who names what is not there: the nearest that is. Stateless. */
final class Missing {
  private static final int MOST_NODES = 1_000;

  private Missing() {}

  static Refused job(Ledger ledger, JobId named) {
    return refused(
        "there is no "
            + named
            + ledger
                .jobs()
                .nearest(named)
                .map(nearest -> "; the nearest is " + nearest)
                .orElse(", and no other yet")
            + ": master jobs lists what there is");
  }

  /** A chunk of a job that may be there. */
  static Refused chunk(Ledger ledger, JobId job, int named) {
    return ledger
        .jobs()
        .find(job)
        .map(found -> refused("there is no " + job + ".chunk-" + named + without(ledger, found)))
        .orElseGet(() -> job(ledger, job));
  }

  private static String without(Ledger ledger, Job job) {
    return ledger
        .chunks()
        .lastIndex(job.id())
        .map(last -> "; the last is " + job.id() + ".chunk-" + last)
        .orElseGet(() -> ": " + job.id() + chunkless(job));
  }

  private static String chunkless(Job job) {
    if (job.plannedBy() != null) {
      return " has no chunks";
    }
    return job.state().isTerminal()
        ? " has ended without a plan (" + job.state() + ")"
        : " is not planned yet";
  }

  /** An attempt of a job, and of a chunk, that may be there. */
  static Refused attempt(Ledger ledger, AttemptId named) {
    Optional<Job> job = ledger.jobs().find(named.job());
    if (job.isEmpty()) {
      return job(ledger, named.job());
    }
    if (named.step() == Step.CHUNK && ledger.chunks().find(named.job(), named.chunk()).isEmpty()) {
      return chunk(ledger, named.job(), named.chunk());
    }
    List<Attempt> others = ledger.attempts().of(named.job(), named.step(), named.chunk());
    return refused(
        "there is no "
            + named
            + (others.isEmpty()
                ? ": " + named.subject() + unbegun(job.get())
                : "; the last is " + others.get(others.size() - 1).id()));
  }

  private static String unbegun(Job job) {
    return job.state().isTerminal()
        ? " never began, and " + job.id() + " has ended (" + job.state() + ")"
        : " has not begun yet";
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
