package dev.foray.protocol;

import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the CLI asks of the Master about jobs. */
public interface JobAdmin extends Remote {

  /**
   * The Master that answers; the first call of every client.
   *
   * @throws Refused if the client speaks another protocol version, naming both
   */
  @CallableBy(Role.VIEWER)
  MasterStatus master(int protocolVersion) throws RemoteException, Refused;

  /**
   * Stores a job. A repeated call with the same request id, or with a key that a job has already,
   * gives that job.
   *
   * @throws Refused with one sentence, if the class or the jars can't be used
   */
  @CallableBy(Role.DEPLOYER)
  Submitted submit(Submission submission) throws RemoteException, Refused;

  /** The newest jobs, newest first. */
  @CallableBy(Role.VIEWER)
  List<JobSummary> jobs(int most) throws RemoteException;

  /**
   * @throws Refused if there is no such job
   */
  @CallableBy(Role.VIEWER)
  JobSummary job(JobId job) throws RemoteException, Refused;

  /**
   * Why nothing, or nothing more, of the job happens; there is always an answer, also where all is
   * well, or the job has ended.
   *
   * @throws Refused if there is no such job
   */
  @CallableBy(Role.VIEWER)
  Why why(JobId job) throws RemoteException, Refused;

  /**
   * What a job that is planned would take, if it were submitted now and alone; nothing is started.
   *
   * @throws Refused if there is no such job, or it has no plan
   */
  @CallableBy(Role.VIEWER)
  Forecast forecast(JobId job) throws RemoteException, Refused;

  /**
   * Asks for the job to be cancelled; safe to repeat.
   *
   * @param by who asks, for the record
   * @throws Refused if there is no such job, or it has ended otherwise
   */
  @CallableBy(Role.DEPLOYER)
  void cancel(JobId job, String by) throws RemoteException, Refused;

  /**
   * Lets what runs of the job finish, and nothing of it begin; safe to repeat.
   *
   * @param by who asks, for the record
   * @throws Refused if there is no such job, or it has ended, or is being cancelled
   */
  @CallableBy(Role.DEPLOYER)
  Steered pause(JobId job, String by) throws RemoteException, Refused;

  /** Lets a paused job go on; otherwise as {@link #pause}. */
  @CallableBy(Role.DEPLOYER)
  Steered resume(JobId job, String by) throws RemoteException, Refused;

  /**
   * Lets so many chunks of the job run at once, or fewer where its settings say so; those that run
   * already finish. Otherwise as {@link #pause}.
   *
   * @param chunks at least 1; null: the settings alone hold again
   */
  @CallableBy(Role.DEPLOYER)
  Steered limit(JobId job, @Nullable Integer chunks, String by) throws RemoteException, Refused;

  /**
   * Lets the nodes cost so much in all, from the job's submission on; a job whose budget was used
   * up goes on. Otherwise as {@link #pause}.
   *
   * @param usd such as {@code 12.50}; null: no budget any more
   * @throws Refused also if that is no amount, is below one node-hour, or no price is known
   */
  @CallableBy(Role.DEPLOYER)
  Steered budget(JobId job, @Nullable String usd, String by) throws RemoteException, Refused;

  /**
   * Runs again what failed of a job: {@code plan}, the chunks that are not done, or {@code finish};
   * or the pairs that were set aside. What has committed stays as it is. Safe to repeat: what runs
   * already, or has nothing to run again, is not changed.
   *
   * @throws Refused if there is no such job, it was cancelled, it is a dry run, or the code, a
   *     parameter or a setting can't be used
   */
  @CallableBy(Role.DEPLOYER)
  Steered retry(Retry retry) throws RemoteException, Refused;

  /**
   * Has the Master send a notification of nothing, to try whether it arrives; within half a minute.
   *
   * @param target a URL, or a name of the Master's settings
   * @param by who asks, for the record
   * @throws Refused if nothing may be sent there, or it did not arrive, with why
   */
  @CallableBy(Role.DEPLOYER)
  void tryNotification(String target, String by) throws RemoteException, Refused;

  /** Who answers. */
  record MasterStatus(
      int protocolVersion,
      String version,
      long pid,
      long epoch,
      Instant startedAt,
      String dataDirectory,
      String database)
      implements Serializable {}

  /**
   * @param requestId made by the client; makes a repeated call harmless
   * @param jars absolute paths on the Master's host
   * @param key at most one job has it; null: none
   * @param dryRunChunks how many chunks of the plan to try, rolling each back; 0: it is in earnest;
   *     {@link Order.Job#PLAN_ALONE}: none, only the plan is made and rolled back
   * @param settings what the command line says, by the names of {@code JobSettings}; others are
   *     refused
   * @param terms what it is to keep to
   * @param by who asks, for the record: the Master believes it of whoever uses its own host
   */
  record Submission(
      String requestId,
      String jobClass,
      List<String> jars,
      @Nullable String key,
      int dryRunChunks,
      List<NamedText> parameters,
      List<NamedText> settings,
      Terms terms,
      String timeZone,
      String locale,
      String encoding,
      String by)
      implements Serializable {

    /** The same, of somebody else. */
    public Submission by(String name) {
      return new Submission(
          requestId,
          jobClass,
          jars,
          key,
          dryRunChunks,
          parameters,
          settings,
          terms,
          timeZone,
          locale,
          encoding,
          name);
    }
  }

  /**
   * What a job is to keep to, as somebody wrote it.
   *
   * @param finishWithin a duration from its submission, such as {@code 2h}; null: whenever
   * @param budget USD for its nodes in all, such as {@code 12.50}; null: whatever they cost
   * @param chunkLasts how long a chunk is taken to last where none was measured; null: a minute
   */
  record Terms(@Nullable String finishWithin, @Nullable String budget, @Nullable String chunkLasts)
      implements Serializable {
    public static final Terms NONE = new Terms(null, null, null);
  }

  /**
   * @param setAsideOnly whether only the pairs that were set aside run again
   * @param jars absolute paths on the Master's host of the code to go on with; empty: the same code
   * @param release the id of a release to go on with; null: none is named
   * @param parameters those that are to be other than before
   * @param settings as the parameters
   * @param by who asks, for the record
   */
  record Retry(
      JobId job,
      boolean setAsideOnly,
      List<String> jars,
      @Nullable String release,
      List<NamedText> parameters,
      List<NamedText> settings,
      String by)
      implements Serializable {

    /** The same, of somebody else. */
    public Retry by(String name) {
      return new Retry(job, setAsideOnly, jars, release, parameters, settings, name);
    }
  }

  /**
   * @param existed the key or the request had a job already
   */
  record Submitted(JobId job, boolean existed) implements Serializable {}

  /**
   * @param code the name of the wait, for programs, such as {@code NODES_BOOT}
   * @param sentence what is waited for, who owns the wait, and how long it may last
   * @param nodes how many nodes the job is worth now, and why; null: it has no use for any
   * @param untold as in {@link JobSummary}
   */
  record Why(
      JobId job, String code, String sentence, @Nullable String nodes, @Nullable String untold)
      implements Serializable {}

  /**
   * What became of a request to pause, resume, limit, pay for or retry.
   *
   * @param changed whether the job was otherwise before
   */
  record Steered(boolean changed, JobSummary job) implements Serializable {}

  /** Nothing of the job begins. */
  record Pause(String by, Instant since) implements Serializable {}

  /**
   * What the nodes cost from the job's submission on: all of them, those that other jobs use, too.
   *
   * @param seconds that are billed, of all nodes together; of each a minute at least
   * @param usd of those nodes whose price is known
   * @param unpriced nodes whose price is not known
   * @param budget null: it has none
   * @param dueAt when the job is to be done; null: whenever
   */
  record Bill(
      int nodes, long seconds, Usd usd, int unpriced, @Nullable Usd budget, @Nullable Instant dueAt)
      implements Serializable {}

  /**
   * What a job would take.
   *
   * @param chunkSource where it is known from how long a chunk lasts, in a word or two
   * @param nodes how many would be started
   * @param machine what a node is
   * @param why so many
   * @param bootSeconds from a node's launch until it works
   * @param seconds in all, or until the budget is used up
   * @param usd at most; null: no price is known
   * @param price what nodes cost, or what to do so that it is known
   * @param connections that its chunks would hold at once
   */
  record Forecast(
      JobId job,
      String jobClass,
      int chunks,
      long chunkMillis,
      String chunkSource,
      int nodes,
      int slotsPerNode,
      String machine,
      String why,
      long bootSeconds,
      long seconds,
      @Nullable Usd usd,
      String price,
      int connections)
      implements Serializable {}

  /**
   * How long the job's chunks will still take, if the rest of them is like what was seen: then it
   * is nine times of ten in that range.
   *
   * @param seconds as likely to be less as more
   */
  record Left(long seconds, long atLeast, long atMost) implements Serializable {}

  /** So many chunks of the job run at once, at most. */
  record Limit(int chunks, String by, Instant since) implements Serializable {}

  /**
   * A job as it stands. Counts of chunks add up to {@code chunks}.
   *
   * @param chunks null before the plan is stored; of a dry run those that it tries
   * @param pairsPerSecond over the last seconds; 0 where nothing runs
   * @param left estimated; null where there is nothing to estimate from
   * @param failure why it failed, or why {@code cancel} was asked; null otherwise
   * @param pause null: it is not paused
   * @param limit null: nobody has limited it
   * @param waiting one sentence that says what it waits for; null where it does not wait
   * @param failedChunks the first hundred
   * @param dryRun null: it is in earnest
   * @param bill what its nodes have cost, and what it is to keep to
   * @param untold one sentence on a notification that has not reached whom it is for; null: all
   *     have
   */
  record JobSummary(
      JobId job,
      String jobClass,
      @Nullable String key,
      JobState state,
      String release,
      String submittedBy,
      Instant submittedAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Integer chunks,
      int ready,
      int running,
      int done,
      int failed,
      int cancelled,
      int nodes,
      Progress progress,
      double pairsPerSecond,
      @Nullable Left left,
      List<NamedCount> counters,
      List<NamedText> parameters,
      List<Setting> settings,
      List<ChunkFailure> failedChunks,
      @Nullable String failure,
      @Nullable Pause pause,
      @Nullable Limit limit,
      @Nullable String waiting,
      @Nullable DryRun dryRun,
      Bill bill,
      @Nullable String untold)
      implements Serializable {}

  /**
   * What a dry run shows of the job in earnest.
   *
   * @param chunksInAll of the plan; 0 before there is one
   * @param chunkMillis how long a chunk lasts, from its dispatch to its end, on average; null
   *     before one was tried
   * @param slots how many of them would run at once
   * @param secondsInAll what the whole job would take on those slots; null as before
   * @param pairsInAll pairs that the whole job would write; null as before
   * @param firstPairs that would be written: a few, of the first chunks, in the order of the keys
   */
  record DryRun(
      int chunksInAll,
      @Nullable Long chunkMillis,
      int slots,
      @Nullable Long secondsInAll,
      @Nullable Long pairsInAll,
      List<TriedPair> firstPairs)
      implements Serializable {}

  /** A pair as text, cut to a few hundred characters. */
  record TriedPair(int chunk, String key, String value) implements Serializable {}

  record NamedCount(String name, long count) implements Serializable {}

  /**
   * @param origin {@code command line}, {@code job}, {@code configuration} or {@code default}
   */
  record Setting(String name, String value, String origin) implements Serializable {}

  record ChunkFailure(AttemptId attempt, FailureKind kind, String failure)
      implements Serializable {}
}
