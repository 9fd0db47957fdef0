package dev.foray.protocol;

import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.LogAdmin.SkippedPair;
import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the CLI asks of the Master for a report: sums over a job, however many chunks it has. */
public interface ReportAdmin extends Remote {

  /**
   * All that there is to say of a job in one page, also of one that goes on.
   *
   * @throws Refused if there is no such job
   */
  @CallableBy(Role.VIEWER)
  Report report(JobId job) throws RemoteException, Refused;

  /**
   * A job, as far as it is. Times are the Master's.
   *
   * @param at when this was put together
   * @param version of Foray
   * @param why one sentence: what the job waits for, or that all is well
   * @param expected how long a chunk was taken to last before one was measured
   * @param longest chunks that ran longest or still run, the longest first
   * @param causes of failed attempts, the most frequent first
   * @param skipped the first pairs that are set aside; the job's progress says how many there are
   * @param nodes that the job's bill is made of, the oldest first
   * @param nodesInAll of which {@code nodes} are the first
   */
  record Report(
      Instant at,
      String version,
      JobSummary job,
      String why,
      Code code,
      Expected expected,
      List<StepTry> steps,
      List<Outcome> outcomes,
      Timeline timeline,
      Durations durations,
      TimeSpent spent,
      List<Straggler> longest,
      List<FailureCause> causes,
      List<SkippedPair> skipped,
      List<NodeShare> nodes,
      int nodesInAll)
      implements Serializable {}

  /**
   * The release that the job ran.
   *
   * @param version what its project calls it; null: nobody said
   * @param givenBy who deployed it; null: the job was submitted with its jars
   */
  record Code(
      String release,
      @Nullable String version,
      @Nullable String givenBy,
      Instant createdAt,
      int jars,
      long bytes)
      implements Serializable {}

  /**
   * @param source where it was known from, in a word or two
   */
  record Expected(long chunkMillis, String source) implements Serializable {}

  /** An attempt at {@code plan} or {@code finish}. */
  record StepTry(
      AttemptId attempt, AttemptState state, Instant dispatchedAt, @Nullable Instant endedAt)
      implements Serializable {}

  /**
   * Attempts at chunks that ended alike.
   *
   * @param kind why they did not commit; null: they did, or still run
   * @param millis slot time, from each one's dispatch until its end, in all
   */
  record Outcome(AttemptState state, @Nullable FailureKind kind, int attempts, long millis)
      implements Serializable {}

  /**
   * Slots over time, from the job's submission to its end, or until now.
   *
   * @param binMillis how long each bin is, more than 0
   * @param bins at most 120
   */
  record Timeline(Instant from, long binMillis, List<Bin> bins) implements Serializable {}

  /**
   * What there was on average.
   *
   * @param present slots of workers
   * @param busy slots with an attempt at a chunk of this job
   * @param starting those of {@code busy} whose runner has not begun yet
   * @param committed attempts that committed in this time
   * @param failed attempts that ended otherwise in this time
   */
  record Bin(double present, double busy, double starting, int committed, int failed)
      implements Serializable {}

  /**
   * How long attempts lasted that committed, from dispatch to end.
   *
   * @param count of them; all else is 0 where this is 0
   * @param binMillis how long each bin is, from 0 on
   * @param bins how many lasted so long; at most 24
   * @param beyond how many lasted longer than all bins
   */
  record Durations(
      int count,
      long totalMillis,
      long leastMillis,
      long medianMillis,
      long ninetiethMillis,
      long mostMillis,
      long binMillis,
      List<Integer> bins,
      int beyond)
      implements Serializable {}

  /**
   * What the time of attempts went into that committed, in all.
   *
   * @param attempts of which this is known
   * @param startMillis from dispatch until the runner reported that it works
   * @param workMillis from then until the end
   * @param phases of this work, which overlap
   */
  record TimeSpent(int attempts, long startMillis, long workMillis, Phases phases)
      implements Serializable {}

  /**
   * A chunk that held a slot for long.
   *
   * @param millis for how long, from its dispatch on
   * @param startMillis until its runner worked, of this
   */
  record Straggler(ChunkSummary chunk, long millis, long startMillis) implements Serializable {}

  /**
   * Failed attempts that are alike.
   *
   * @param chunks how many chunks had one
   * @param examples a few of them, each of another chunk
   */
  record FailureCause(int attempts, int chunks, FailureKind kind, List<Example> examples)
      implements Serializable {}

  /**
   * @param failure in a sentence, with the key where it is known
   */
  record Example(AttemptId attempt, String failure) implements Serializable {}

  /**
   * A node, and what of it is this job's.
   *
   * @param machine null: a process on the Master's host, or none yet
   * @param slots that its worker had; 0 where none has registered
   * @param billedSeconds of the time that the job's bill is for
   * @param usdPerHour null: that is not known
   * @param usd null: as before
   * @param attempts at chunks of this job
   * @param busyMillis slot time of those
   */
  record NodeShare(
      String node,
      NodeState state,
      @Nullable String machine,
      int slots,
      Instant requestedAt,
      @Nullable Instant upAt,
      @Nullable Instant endedAt,
      @Nullable String reason,
      long billedSeconds,
      @Nullable Usd usdPerHour,
      @Nullable Usd usd,
      int attempts,
      long busyMillis)
      implements Serializable {}
}
