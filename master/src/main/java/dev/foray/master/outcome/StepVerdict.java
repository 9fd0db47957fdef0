package dev.foray.master.outcome;

import dev.foray.master.ledger.AttemptOutcome;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import dev.foray.protocol.RemoteFailure;
import dev.foray.protocol.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a job whose attempt at plan or finish has ended, from the job's row,
 * where the step's own transaction says by which attempt it committed. A plan that threw is not
 * repeated: nothing has run yet, and its author waits for the sentence. Thread-safe: every change
 * is a compare-and-set.
 */
public final class StepVerdict {
  private final Ledger ledger;
  private final Function<Job, Order.Settings> settings;
  private final Backoff backoff;
  private final InstantSource clock;
  private final Pace pace;
  private final Standstill standstill;
  private final Witness witness;
  private final Consumer<Job> afterwards;

  /**
   * @param afterwards called with the job after each verdict
   */
  public StepVerdict(
      Ledger ledger,
      Function<Job, Order.Settings> settings,
      Backoff backoff,
      InstantSource clock,
      Pace pace,
      Standstill standstill,
      Witness witness,
      Consumer<Job> afterwards) {
    this.ledger = ledger;
    this.settings = settings;
    this.backoff = backoff;
    this.clock = clock;
    this.pace = pace;
    this.standstill = standstill;
    this.witness = witness;
    this.afterwards = afterwards;
  }

  void settle(AttemptId attempt, AttemptOutcome seen) {
    AttemptOutcome outcome = seen.in(pace.phases(attempt));
    Job job = ledger.jobs().find(attempt.job()).orElseThrow();
    Instant now = clock.instant();
    if (Objects.equals(committedBy(job, attempt.step()), attempt.number())) {
      succeeded(attempt, outcome, now);
    } else if (outcome.state() != AttemptState.SUCCEEDED) {
      takeBack(job, attempt, outcome, now);
    }
    afterwards.accept(job);
  }

  private void takeBack(Job job, AttemptId attempt, AttemptOutcome outcome, Instant now) {
    FailureKind kind = Objects.requireNonNull(outcome.kind());
    boolean plan = attempt.step() == Step.PLAN;
    int before = plan ? job.planFailures() : job.finishFailures();
    int failures = before + (kind.isCharged() ? 1 : 0);
    boolean last =
        kind == FailureKind.MISTAKE
            || (plan && kind == FailureKind.USER_CODE)
            || failures >= settings.apply(job).attempts();
    boolean current = last ? fail(job, attempt, outcome, now) : repeat(attempt, outcome, now);
    if (current) {
      witness.ended(attempt, outcome, Progress.NONE);
    } else {
      endAsTheRowSays(attempt, outcome, now);
    }
  }

  private boolean fail(Job job, AttemptId attempt, AttemptOutcome outcome, Instant now) {
    String why = sentence(attempt, outcome.failure());
    boolean failed = ledger.jobs().failedWithStep(attempt, outcome, why, now);
    if (failed) {
      OutcomeLog.jobMoved(job.id(), job.state(), JobState.FAILED, why);
    }
    return failed;
  }

  private boolean repeat(AttemptId attempt, AttemptOutcome outcome, Instant now) {
    Instant notBefore = now.plus(backoff.after(attempt.number()));
    boolean repeated = ledger.jobs().stepFailed(attempt, outcome, notBefore, now);
    if (repeated) {
      standstill.note(attempt, 0, outcome);
      OutcomeLog.stepRepeats(attempt, outcome, notBefore);
    }
    return repeated;
  }

  /** The job does not wait for it any more: it has just committed, or the job is over. */
  private void endAsTheRowSays(AttemptId attempt, AttemptOutcome outcome, Instant now) {
    Job job = ledger.jobs().find(attempt.job()).orElseThrow();
    if (Objects.equals(committedBy(job, attempt.step()), attempt.number())) {
      succeeded(attempt, outcome, now);
    } else {
      end(attempt, outcome, now);
    }
  }

  private void succeeded(AttemptId attempt, AttemptOutcome outcome, Instant now) {
    standstill.end(attempt.job());
    end(
        attempt,
        new AttemptOutcome(
            AttemptState.SUCCEEDED, null, null, outcome.exitCode(), outcome.phases()),
        now);
  }

  private void end(AttemptId attempt, AttemptOutcome outcome, Instant now) {
    if (ledger.attempts().end(attempt, outcome, now)) {
      witness.ended(attempt, outcome, Progress.NONE);
    }
  }

  private static String sentence(AttemptId attempt, @Nullable RemoteFailure failure) {
    String step = attempt.step() == Step.PLAN ? "plan" : "finish";
    String message =
        failure == null
            ? "no reason is known"
            : failure.message() == null ? failure.type() : failure.message();
    return step + " failed: " + message;
  }

  private static @Nullable Integer committedBy(Job job, Step step) {
    return step == Step.PLAN ? job.plannedBy() : job.finishedBy();
  }
}
