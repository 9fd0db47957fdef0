package dev.foray.cli.screen;

import static dev.foray.cli.screen.Amounts.count;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.JobAdmin.ChunkFailure;
import dev.foray.protocol.JobAdmin.DryRun;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.Submitted;
import dev.foray.protocol.JobAdmin.TriedPair;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.Watch.Cause;
import dev.foray.settings.JavaArchive;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sentences that commands say, all in one place. */
public final class Wording {
  private static final int LONGEST_PAIR = 100;
  private static final int LONGEST_CAUSE = 200;

  private Wording() {}

  public static String startingMaster(Path log) {
    return "Starting a Master for this job, its log is " + log;
  }

  public static String masterRuns(Path dataDirectory, Hint hint) {
    return "A Master runs on "
        + dataDirectory
        + " already: type `"
        + hint.of("submit")
        + "` instead of `master run`, or choose another --data-dir.";
  }

  public static String submitted(Submitted submitted, String jobClass) {
    return submitted.existed()
        ? submitted.job() + " has this key already: nothing new was started"
        : submitted.job() + " accepted: " + jobClass;
  }

  public static String howToFollow(JobId job, Hint hint) {
    return "`" + hint.of("wait", job) + "` follows it";
  }

  public static String detached(JobId job, Hint hint) {
    return "Detached, " + job + " goes on: " + howToFollow(job, hint) + " again.";
  }

  public static String cancelling(JobId job) {
    return "Interrupted: cancelling " + job + ", then stopping its Master.";
  }

  public static String interruptedEarly() {
    return "Interrupted before there was a job: the Master is stopped.";
  }

  public static String stillCancelling(JobId job, long seconds) {
    return job
        + " has not ended "
        + seconds
        + " s after it was asked to: its Master is stopped, and the next one here goes on with it.";
  }

  public static String cancelAsked(JobSummary job, Hint hint) {
    return job.state().isTerminal()
        ? ended(job)
        : job.job() + " is asked to end; " + howToFollow(job.job(), hint);
  }

  public static String masterAway(JobId job, Duration patience) {
    return "The Master does not answer; asking it about "
        + job
        + " again for "
        + Amounts.duration(patience);
  }

  public static String masterBack() {
    return "The Master answers again";
  }

  public static String noJobs() {
    return "There are no jobs yet: `master submit` starts one.";
  }

  public static String noChunks() {
    return "There are no such chunks.";
  }

  public static String moreChunks(int next) {
    return "There may be more: --from " + next;
  }

  public static String drained(NodeSummary node) {
    int running = node.running().size();
    String what =
        running == 0
            ? " takes nothing new"
            : " finishes what it runs ("
                + running
                + (running == 1 ? " chunk" : " chunks")
                + ") and takes nothing new";
    return node.node() + what + "; then it is ended";
  }

  public static String noNodes() {
    return "There are no nodes: they start when a job has work for them.";
  }

  public static String noLogName(String text) {
    return "\""
        + text
        + "\" names no log: write job-17, job-17.chunk-42, job-17.plan or job-17.finish, with"
        + " .attempt-3 for an attempt that is not the last, or a node.";
  }

  public static String noAttemptName(String text) {
    return "\""
        + text
        + "\" names no attempt: write job-17.chunk-42, job-17.plan or job-17.finish, with"
        + " .attempt-3 for an attempt that is not the last.";
  }

  public static String logOf(String name) {
    return "== " + name + " ==";
  }

  public static String noSuchLine(List<String> logs) {
    return "no such line in " + (logs.isEmpty() ? "any log" : String.join(", ", logs));
  }

  public static String noPattern(@Nullable String text, String why, int at) {
    return "--grep \"" + text + "\" is no regular expression: " + why + " at character " + (at + 1);
  }

  public static String logTooLongForJson(String name, int most) {
    return "--json takes "
        + Amounts.count(most)
        + " characters of logs at most, and with "
        + name
        + " there are more: leave --json away, or choose lines with --grep or --since.";
  }

  public static String notBegun(AttemptId first) {
    return first.subject() + " has not begun yet: it has no log.";
  }

  public static String noAttempts(AttemptId any) {
    return any.subject() + " has not begun yet: it waits for a slot.";
  }

  /**
   * @param what what is wrong with the command line
   * @param nearest what may have been meant; may be empty
   */
  public static String misused(String what, String nearest, String command) {
    String one = nearest.replaceAll("\\s+", " ");
    String meant = one.replaceFirst("^Possible solutions: (.*)", "Did you mean: $1?");
    return what
        + (what.endsWith("?") || what.endsWith(".") ? "" : ".")
        + (meant.isEmpty() ? "" : " " + meant)
        + " `"
        + command
        + " --help` shows what there is.";
  }

  public static String unexpected(Exception failure, boolean verbose) {
    return "Something went wrong that should not: "
        + failure
        + (verbose ? "" : "; --verbose shows where it comes from")
        + ".";
  }

  /** What a job does in the state that it is in. */
  public static String doing(JobSummary job) {
    return switch (job.state()) {
      case ACCEPTED -> "waits to be planned";
      case PLANNING -> "is being planned";
      case RUNNING -> "runs: " + count(chunks(job), "chunk");
      case FINISHING -> "finishes: all " + count(chunks(job), "chunk") + " done";
      case SUCCEEDED, FAILED, CANCELLED -> "has ended";
    };
  }

  /** The first line of the end. */
  public static String ended(JobSummary job) {
    String took = Amounts.between(job.submittedAt(), job.endedAt());
    return switch (job.state()) {
      case SUCCEEDED -> job.job() + " SUCCEEDED in " + took + nothingToDo(job) + rolledBack(job);
      case FAILED -> job.job() + " FAILED after " + took + because(job);
      case CANCELLED -> job.job() + " CANCELLED after " + took + because(job);
      case ACCEPTED, PLANNING, RUNNING, FINISHING -> job.job() + " " + doing(job);
    };
  }

  private static String nothingToDo(JobSummary job) {
    return chunks(job) == 0 ? ": its plan gave 0 chunks, there was nothing to do" : "";
  }

  private static String rolledBack(JobSummary job) {
    return job.dryRun() == null ? "" : ": a dry run, everything is rolled back";
  }

  /** A pair that a dry run would have written. */
  public static String pair(TriedPair pair) {
    return Amounts.cut(pair.key() + " = " + pair.value(), LONGEST_PAIR);
  }

  /** How long a chunk of a dry run lasted; empty before one was tried. */
  public static String chunkLasts(DryRun dryRun) {
    Long millis = dryRun.chunkMillis();
    return millis == null
        ? ""
        : "lasts " + Amounts.duration(Duration.ofMillis(millis)) + " on average";
  }

  /** What the job in earnest would do; empty before a chunk was tried. */
  public static String inAll(DryRun dryRun) {
    Long seconds = dryRun.secondsInAll();
    Long pairs = dryRun.pairsInAll();
    return seconds == null || pairs == null
        ? ""
        : "about "
            + count(pairs, "pair")
            + " would be written by "
            + count(dryRun.chunksInAll(), "chunk")
            + " in about "
            + Amounts.wholeSeconds(seconds)
            + ", "
            + count(dryRun.slots())
            + " at once";
  }

  private static String because(JobSummary job) {
    return job.failure() == null ? "" : ": " + job.failure();
  }

  public static String failedChunk(ChunkFailure failure) {
    return failure.attempt()
        + " "
        + failure.kind()
        + ": "
        + failure.failure().lines().findFirst().orElse("");
  }

  /** Failures that are alike. */
  public static String cause(Cause cause) {
    return count(cause.count(), "chunk")
        + " "
        + cause.kind()
        + ", such as chunk-"
        + cause.attempt().chunk()
        + ": "
        + Amounts.cut(cause.example(), LONGEST_CAUSE);
  }

  /** A chunk that has not ended. */
  public static String runsFor(ChunkSummary chunk, Instant now) {
    return "chunk-"
        + chunk.index()
        + " for "
        + Amounts.between(Objects.requireNonNullElse(chunk.startedAt(), now), now)
        + ", "
        + count(chunk.progress().pairsMapped(), "pair")
        + (chunk.worker() == null ? "" : ", " + chunk.worker());
  }

  /** Of those that there are; empty where there are none. */
  public static String slots(JobSummary job, int slots) {
    return slots == 0 ? "" : count(job.running()) + " of " + count(slots) + " run its chunks";
  }

  public static String moreFailedChunks(JobSummary job, int shown, Hint hint) {
    return "and "
        + count(job.failed() - shown)
        + " more: "
        + hint.of("chunks", job.job(), "--state", "FAILED");
  }

  public static String readLog(String subject, Hint hint) {
    return "its log: " + hint.of("logs", subject);
  }

  public static String lastLines(AttemptId attempt) {
    return "the last lines of the log of " + attempt + ":";
  }

  static int chunks(JobSummary job) {
    Integer chunks = job.chunks();
    return chunks == null ? 0 : chunks;
  }

  public static String secretKept(String name) {
    if (name.equals("notify")) {
      return name
          + " is kept: notifications are signed with it from the next one on, and no job gets it.";
    }
    return name
        + " is kept: jobs get it by job.secret(\""
        + name
        + "\"), from the next attempt on.";
  }

  public static String secretRemoved(String name) {
    if (name.equals("notify")) {
      return name
          + " is deleted: no notification is sent to a URL any more that has none of its own.";
    }
    return name + " is deleted: no attempt that begins later gets it.";
  }

  public static String noSecrets() {
    return "There are no secrets: `master secret set NAME` keeps one.";
  }

  public static String runtimeKept(JavaArchive java) {
    return "Java "
        + java.version()
        + " for "
        + java.architecture()
        + " is kept: nodes that come up without a Java of their own get it.";
  }

  public static String runtimeRemoved(String architecture) {
    return "The Java for " + architecture + " is deleted: nodes that come up later don't get it.";
  }

  public static String noRuntimes() {
    return "There are none: `master runtime add FILE` keeps one.";
  }

  public static String backedUp(Path file, int files) {
    return count(files, "file") + " copied to " + file + ", for your eyes alone.";
  }

  public static String restored(Path directory, int files, Hint hint) {
    return count(files, "file")
        + " put back into "
        + directory
        + ": type `"
        + hint.of("start")
        + "` with the database of the Master that was lost.";
  }

  public static String reported(JobId job, Path file) {
    return "The report of " + job + " is in " + file;
  }

  public static String reportIsThere(Path file) {
    return file + " is there already: -o " + file + " writes in its place, or name another file.";
  }

  public static String reportNotWritten(JobId job, Path file, String why) {
    return "The report of "
        + job
        + " can't be written to "
        + file
        + ": "
        + why
        + "; name another file with -o, or -o - for standard output.";
  }
}
