package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobAdmin.NamedCount;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The job rows. */
public final class Jobs {
  Jobs() {}

  /**
   * Stores a job, or finds the one that has this request id or this key already.
   *
   * @return the stored or found job, and whether it was there
   */
  public Added add(NewJob job) {
    throw new AssertionError("to be written");
  }

  public record Added(JobId job, boolean existed) {}

  /** The job that has this request id, or else this key; null: no key. */
  public Optional<JobId> existing(String requestId, @Nullable String key) {
    throw new AssertionError("to be written");
  }

  public Optional<Job> find(JobId job) {
    throw new AssertionError("to be written");
  }

  /** Newest first. */
  public List<Job> newest(int most) {
    throw new AssertionError("to be written");
  }

  /** Oldest first. */
  public List<Job> inState(Set<JobState> states) {
    throw new AssertionError("to be written");
  }

  /**
   * Moves a job by compare-and-set; sets started_at with RUNNING and ended_at with a terminal
   * state.
   *
   * @param failure one sentence where the state is FAILED; null otherwise
   */
  public boolean move(
      JobId job, JobState from, JobState to, @Nullable String failure, Instant now) {
    throw new AssertionError("to be written");
  }

  /**
   * The next attempt at plan: ACCEPTED or PLANNING with planAttempt n becomes PLANNING with n + 1,
   * and the attempt's row is written, in one transaction.
   *
   * @return empty if the row was not as this job says
   */
  public Optional<AttemptId> beginPlan(Job job, Instant now) {
    throw new AssertionError("to be written");
  }

  /** The next attempt at finish of a FINISHING job, as {@link #beginPlan}. */
  public Optional<AttemptId> beginFinish(Job job, Instant now) {
    throw new AssertionError("to be written");
  }

  /**
   * An attempt at plan or finish ended without a commit: ends the attempt's row, and sets
   * not_before and the count of charged failures on the job's, if the attempt is still current and
   * neither committed nor the job moved on.
   *
   * @return false: it was not current, or it had committed
   */
  public boolean stepFailed(
      AttemptId attempt, AttemptOutcome outcome, Instant notBefore, Instant now) {
    throw new AssertionError("to be written");
  }

  /** Stores the request; the first one's name stays. */
  public void requestCancel(JobId job, String by) {
    throw new AssertionError("to be written");
  }

  /** The job's counters over its committed chunks, by name. */
  public List<NamedCount> counters(JobId job) {
    throw new AssertionError("to be written");
  }
}
