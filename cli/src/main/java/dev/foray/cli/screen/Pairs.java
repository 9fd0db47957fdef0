package dev.foray.cli.screen;

import static dev.foray.cli.screen.Amounts.count;

import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.Steered;

/** The sentences about pairs that are set aside. */
public final class Pairs {
  private Pairs() {}

  public static String noneSkipped() {
    return "No pairs are set aside.";
  }

  public static String moreSkipped(int next) {
    return "There may be more: --from " + next;
  }

  /**
   * What became of a request to run a job again.
   *
   * @param setAsideOnly whether the pairs that were set aside alone were to run
   */
  public static String retried(Steered steered, boolean setAsideOnly, Hint hint) {
    JobSummary job = steered.job();
    if (steered.changed()) {
      return job.job() + " runs again" + what(job, setAsideOnly);
    }
    if (!job.state().isTerminal()) {
      return job.job() + " runs already: there is nothing to retry";
    }
    String nothing = job.job() + " has " + job.state() + " and nothing to retry";
    boolean others = job.progress().pairsSkipped() > 0 && !setAsideOnly;
    return others
        ? nothing
            + "; `"
            + hint.of("retry", job.job(), "--skipped-only")
            + "` runs the pairs that are set aside"
        : setAsideOnly
            ? job.job() + " has no pairs that are set aside: there is nothing to retry"
            : nothing;
  }

  private static String what(JobSummary job, boolean setAsideOnly) {
    return switch (job.state()) {
      case ACCEPTED, PLANNING -> ", from its plan on";
      case RUNNING, FINISHING, SUCCEEDED, FAILED, CANCELLED -> {
        int chunks = job.ready() + job.running();
        if (chunks == 0) {
          yield ", to finish";
        }
        yield ": " + (setAsideOnly ? "the pairs set aside in " : "") + count(chunks, "chunk");
      }
    };
  }

  /** How many a job has set aside, and where to read which; empty where it has none. */
  public static String setAside(JobSummary job, Hint hint) {
    long pairs = job.progress().pairsSkipped();
    return pairs == 0
        ? ""
        : count(pairs, "pair")
            + (pairs == 1 ? " is" : " are")
            + " set aside: "
            + hint.of("skipped", job.job());
  }
}
