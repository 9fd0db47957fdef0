package dev.foray.cli.screen;

import static dev.foray.cli.screen.Amounts.count;

import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.Limit;
import dev.foray.protocol.JobAdmin.Pause;
import dev.foray.protocol.JobAdmin.Steered;

/** The sentences about jobs that are paused, resumed or limited. */
public final class Steers {
  private Steers() {}

  public static String paused(Steered steered, Hint hint) {
    JobSummary job = steered.job();
    Pause pause = job.pause();
    if (pause == null) {
      return job.job() + " has just been resumed by somebody else";
    }
    String since = steered.changed() ? "" : " already, " + pause(pause);
    return job.job()
        + " is paused"
        + since
        + ": "
        + whatRuns(job)
        + "nothing more of it begins before `"
        + hint.of("resume", job.job())
        + "`";
  }

  public static String resumed(Steered steered, Hint hint) {
    JobSummary job = steered.job();
    return steered.changed()
        ? job.job() + " goes on; `" + hint.of("wait", job.job()) + "` follows it"
        : job.job() + " is not paused: there is nothing to resume";
  }

  public static String limited(Steered steered, Hint hint) {
    JobSummary job = steered.job();
    Limit limit = job.limit();
    if (limit == null) {
      return job.job() + (steered.changed() ? " has no limit any more" : " has no limit already");
    }
    String how = steered.changed() ? " is limited to " : " is limited already to ";
    return job.job()
        + how
        + limit(limit, !steered.changed())
        + surplus(job, limit)
        + "; `"
        + hint.of("limit", job.job(), "none")
        + "` lifts it";
  }

  public static String noLimit(String text) {
    return "\"" + text + "\" is no limit: write a number of chunks, at least 1, or none.";
  }

  /** {@code by anna since 2026-11-24 12:04:31}. */
  public static String pause(Pause pause) {
    return "by " + pause.by() + " since " + Amounts.moment(pause.since());
  }

  /** {@code 3 chunks at once, by anna since 2026-11-24 12:04:31}. */
  public static String limit(Limit limit) {
    return limit(limit, true);
  }

  private static String limit(Limit limit, boolean whose) {
    String chunks = count(limit.chunks(), "chunk") + " at once";
    return whose
        ? chunks + ", by " + limit.by() + " since " + Amounts.moment(limit.since())
        : chunks;
  }

  private static String whatRuns(JobSummary job) {
    return switch (job.running()) {
      case 0 -> "";
      case 1 -> "1 running chunk finishes, ";
      default -> count(job.running()) + " running chunks finish, ";
    };
  }

  private static String surplus(JobSummary job, Limit limit) {
    return job.running() > limit.chunks()
        ? ", when of the " + count(job.running()) + " that run enough have finished"
        : "";
  }
}
