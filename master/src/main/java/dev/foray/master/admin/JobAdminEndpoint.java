package dev.foray.master.admin;

import dev.foray.master.bill.BillLog;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.LedgerUnavailable;
import dev.foray.master.submit.BoundsCheck;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Usd;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the CLI asks about jobs. */
public final class JobAdminEndpoint implements JobAdmin {
  private static final int MOST_JOBS = 1_000;

  private final MasterStatus status;
  private final Ledger ledger;
  private final Submitting submissions;
  private final Retrying retries;
  private final JobView view;
  private final Waits waits;
  private final Sizes sizes;
  private final Telling telling;
  private final Outlooks outlooks;
  private final BoundsCheck bounds;
  private final InstantSource clock;
  private final Runnable changed;

  /** Takes a submission in. */
  public interface Submitting {
    Submitted submit(Submission submission) throws Refused;
  }

  /** Has a job run again. */
  public interface Retrying {
    /**
     * @return false: nothing has changed
     */
    boolean retry(Job job, Retry retry) throws Refused;
  }

  /** Whom jobs have told. */
  public interface Telling {
    /** What of a job has not reached whom it is for, in one sentence; empty: all has. */
    Optional<String> complaint(JobId job);

    /** Tells that target something of no job. */
    void tryOut(String target, String by) throws Refused;
  }

  /** How many nodes jobs are worth. */
  public interface Sizes {
    /** In one sentence; empty where the job has no use for any. */
    Optional<String> of(JobId job);
  }

  /** What jobs would take. */
  public interface Outlooks {
    /**
     * @param chunks of its plan
     */
    Forecast of(Job job, int chunks);
  }

  /**
   * @param changed called when there is something new to do
   */
  public JobAdminEndpoint(
      MasterStatus status,
      Ledger ledger,
      Submitting submissions,
      Retrying retries,
      JobView view,
      Waits waits,
      Sizes sizes,
      Telling telling,
      Outlooks outlooks,
      BoundsCheck bounds,
      InstantSource clock,
      Runnable changed) {
    this.status = status;
    this.ledger = ledger;
    this.submissions = submissions;
    this.retries = retries;
    this.view = view;
    this.waits = waits;
    this.sizes = sizes;
    this.telling = telling;
    this.outlooks = outlooks;
    this.bounds = bounds;
    this.clock = clock;
    this.changed = changed;
  }

  @Override
  public MasterStatus master(int protocolVersion) throws Refused {
    if (protocolVersion != ProtocolVersion.CURRENT) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "this client speaks protocol version "
              + protocolVersion
              + " and the Master "
              + ProtocolVersion.CURRENT
              + ": use the client of Foray "
              + status.version());
    }
    return status;
  }

  @Override
  public Submitted submit(Submission submission) throws Refused {
    Submitted submitted = submissions.submit(submission.by(Asking.by(submission.by())));
    changed.run();
    return submitted;
  }

  @Override
  public List<JobSummary> jobs(int most) {
    return List.copyOf(
        ledger.jobs().newest(Math.min(most, MOST_JOBS)).stream().map(view::of).toList());
  }

  @Override
  public JobSummary job(JobId job) throws Refused {
    return view.of(find(job));
  }

  @Override
  public Why why(JobId id) throws Refused {
    Wait wait;
    try {
      // First what needs no ledger to be read: on a full disk a new connection waits, too.
      Optional<Wait> disk = waits.ofAll();
      wait = disk.isPresent() ? disk.get() : waits.of(find(id), ledger.chunks().counts(id));
    } catch (LedgerUnavailable e) {
      wait = new Wait.LedgerAway(String.valueOf(e.getMessage()));
    }
    return new Why(id, wait.code(), wait.sentence(), sizes.of(id).orElse(null), untold(id));
  }

  private @Nullable String untold(JobId id) {
    try {
      return telling.complaint(id).orElse(null);
    } catch (LedgerUnavailable e) {
      return null; // What the job waits for says so.
    }
  }

  @Override
  public void tryNotification(String target, String by) throws Refused {
    telling.tryOut(target, Asking.by(by));
  }

  @Override
  public Forecast forecast(JobId id) throws Refused {
    Job job = find(id);
    Integer chunks = job.chunkCount();
    if (chunks == null) {
      throw new Refused(ExitCode.WRONG_USE, id + " has no plan yet: ask again when it has");
    }
    return outlooks.of(job, chunks);
  }

  @Override
  public void cancel(JobId id, String by) throws Refused {
    Job job = find(id);
    if (job.state() == JobState.CANCELLED) {
      return;
    }
    if (job.state().isTerminal()) {
      throw new Refused(
          ExitCode.WRONG_USE, id + " has " + job.state() + " already: there is nothing to cancel");
    }
    try {
      ledger.jobs().requestCancel(id, Asking.by(by));
    } catch (LedgerUnavailable e) {
      ledger.endSessions(stepThatHolds(id, e));
      ledger.jobs().requestCancel(id, Asking.by(by));
    }
    changed.run();
  }

  @Override
  public Steered pause(JobId id, String by) throws Refused {
    find(id);
    return steered(id, "pause", () -> ledger.steering().pause(id, Asking.by(by), clock.instant()));
  }

  @Override
  public Steered resume(JobId id, String by) throws Refused {
    find(id);
    return steered(id, "resume", () -> ledger.steering().resume(id));
  }

  @Override
  public Steered limit(JobId id, @Nullable Integer chunks, String by) throws Refused {
    find(id);
    if (chunks != null && chunks < 1) {
      throw new Refused(
          ExitCode.WRONG_USE, "a limit is at least 1 chunk at once: master pause stops them all");
    }
    return steered(
        id,
        "limit",
        () ->
            chunks == null
                ? ledger.steering().unlimit(id)
                : ledger.steering().limit(id, chunks, Asking.by(by), clock.instant()));
  }

  @Override
  public Steered budget(JobId id, @Nullable String usd, String by) throws Refused {
    find(id);
    Usd budget = usd == null ? null : bounds.budget(usd);
    Steered steered = steered(id, "pay for", () -> ledger.steering().budget(id, budget));
    if (steered.changed()) {
      BillLog.said(id, budget, Asking.by(by));
    }
    return steered;
  }

  @Override
  public Steered retry(Retry retry) throws Refused {
    boolean again = retries.retry(find(retry.job()), retry.by(Asking.by(retry.by())));
    if (again) {
      changed.run();
    }
    return new Steered(again, view.of(find(retry.job())));
  }

  /** What the row says afterwards decides: the job may have ended in the same moment. */
  private Steered steered(JobId id, String what, BooleanSupplier change) throws Refused {
    boolean changed;
    try {
      changed = change.getAsBoolean();
    } catch (LedgerUnavailable e) {
      throw new Refused(
          ExitCode.DATABASE,
          stepThatHolds(id, e)
              + " is about to commit, and holds the row of "
              + id
              + ": "
              + what
              + " it again");
    }
    Job job = find(id);
    if (!changed && job.state().isTerminal()) {
      throw new Refused(
          ExitCode.WRONG_USE, id + " has " + job.state() + " already: there is nothing to " + what);
    }
    if (!changed && job.cancelRequestedBy() != null) {
      throw new Refused(
          ExitCode.WRONG_USE,
          id
              + " is being cancelled, as "
              + job.cancelRequestedBy()
              + " asked: too late to "
              + what);
    }
    if (changed) {
      this.changed.run();
    }
    return new Steered(changed, view.of(job));
  }

  /**
   * The plan or finish that stands between its fence and its commit, where that is why the job's
   * row can't be written.
   */
  private AttemptId stepThatHolds(JobId id, LedgerUnavailable failure) throws Refused {
    Job job = find(id);
    if (failure.rowHeld() && job.state() == JobState.PLANNING) {
      return AttemptId.ofPlan(id, job.planAttempt());
    }
    if (failure.rowHeld() && job.state() == JobState.FINISHING) {
      return AttemptId.ofFinish(id, job.finishAttempt());
    }
    throw failure;
  }

  private Job find(JobId id) throws Refused {
    return ledger.jobs().find(id).orElseThrow(() -> Missing.job(ledger, id));
  }
}
