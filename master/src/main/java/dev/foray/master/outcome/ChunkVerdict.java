package dev.foray.master.outcome;

import dev.foray.master.ledger.AttemptOutcome;
import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.Commits;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Progress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Decides what becomes of a chunk whose attempt has ended: from its row, where the output's own
 * transaction says DONE or does not. Thread-safe: every change is a compare-and-set.
 */
public final class ChunkVerdict {
  private static final AttemptOutcome COMMITTED =
      new AttemptOutcome(AttemptState.SUCCEEDED, null, null, null);

  private static final int MOST_TRIES = 3;

  private final Ledger ledger;
  private final Function<Job, Order.Settings> settings;
  private final Backoff backoff;
  private final InstantSource clock;
  private final Pace pace;
  private final Standstill standstill;
  private final Witness witness;
  private final Consumer<JobId> afterwards;
  private final Latest committed = new Latest(10_000);

  /**
   * @param afterwards called with the job after each verdict that may have changed something
   */
  public ChunkVerdict(
      Ledger ledger,
      Function<Job, Order.Settings> settings,
      Backoff backoff,
      InstantSource clock,
      Pace pace,
      Standstill standstill,
      Witness witness,
      Consumer<JobId> afterwards) {
    this.ledger = ledger;
    this.settings = settings;
    this.backoff = backoff;
    this.clock = clock;
    this.pace = pace;
    this.standstill = standstill;
    this.witness = witness;
    this.afterwards = afterwards;
  }

  void settle(AttemptId attempt, AttemptOutcome outcome) {
    settle(attempt, outcome, () -> {});
  }

  /**
   * @param first done before a chunk is taken back from the attempt; safe to repeat
   */
  void settle(AttemptId attempt, AttemptOutcome seen, Runnable first) {
    AttemptOutcome outcome = seen.in(pace.phases(attempt));
    if (committed.has(attempt)) {
      pace.forget(attempt); // Its exit says what its runner has said.
      return;
    }
    if (isCommitted(attempt, outcome)) {
      afterwards.accept(attempt.job());
      return;
    }
    Job job = ledger.jobs().find(attempt.job()).orElseThrow();
    int tries = 1;
    while (!decide(job, attempt, outcome, first)) {
      // Guard against race with the runner's commit: the row changed between reading and deciding.
      // It can do so once, to DONE
      // or to a newer attempt; the next reading sees that.
      if (tries++ == MOST_TRIES) {
        throw new IllegalStateException(
            attempt + " was read " + MOST_TRIES + " times and its row changed each time");
      }
    }
    afterwards.accept(job.id());
  }

  /** Nearly all end so: these are entered together with others that end at that time. */
  private boolean isCommitted(AttemptId attempt, AttemptOutcome outcome) {
    Optional<Commits.Entry> entry =
        ledger.commits().enter(attempt, outcome.exitCode(), outcome.phases(), clock.instant());
    entry.ifPresent(entered -> committed(attempt, outcome, entered));
    return entry.isPresent();
  }

  private void committed(AttemptId attempt, AttemptOutcome outcome, Commits.Entry entry) {
    Chunk chunk = entry.chunk();
    committed.add(attempt);
    pace.note(attempt, chunk.progress());
    pace.forget(attempt);
    standstill.end(attempt.job());
    if (entry.isNew()) {
      OutcomeLog.committed(attempt, chunk);
      witness.ended(attempt, withExit(COMMITTED, outcome), chunk.progress());
    }
  }

  private boolean decide(Job job, AttemptId attempt, AttemptOutcome outcome, Runnable first) {
    Chunk chunk = ledger.chunks().find(attempt.job(), attempt.chunk()).orElseThrow();
    Instant now = clock.instant();
    if (Objects.equals(chunk.doneBy(), attempt.number())) {
      return isCommitted(attempt, outcome);
    }
    if (outcome.state() == AttemptState.SUCCEEDED) {
      return true; // A report, no more: the row does not say so, and the runner's exit will tell.
    }
    pace.forget(attempt);
    if (chunk.state() != ChunkState.RUNNING || !chunk.isCurrent(attempt)) {
      AttemptOutcome end = isOvertaken(chunk) ? SecondAttempts.OVERTAKEN : outcome;
      boolean unused = ended(attempt, end, ledger.attempts().end(attempt, end, now));
      return true;
    }
    if (job.cancelRequestedBy() != null) {
      return ended(attempt, Cancellation.CANCELLED, ledger.chunks().cancel(attempt, now));
    }
    first.run();
    if (chunk.second() != null && outcome.kind() != FailureKind.MISTAKE) {
      return ended(attempt, outcome, leaveToOther(attempt, outcome, now));
    }
    return ended(attempt, outcome, takeBack(job, chunk, attempt, outcome, now));
  }

  private static boolean isOvertaken(Chunk chunk) {
    return chunk.hadSecond()
        && (chunk.state() == ChunkState.DONE || chunk.state() == ChunkState.FAILED);
  }

  /** Of two attempts the one that is left decides. */
  private boolean leaveToOther(AttemptId attempt, AttemptOutcome outcome, Instant now) {
    boolean left = ledger.chunks().leaveToOther(attempt, outcome, now);
    if (left) {
      OutcomeLog.leftToOther(attempt, outcome);
    }
    return left;
  }

  /** Says so, if the ledger has taken it. */
  private boolean ended(AttemptId attempt, AttemptOutcome outcome, boolean entered) {
    if (entered) {
      witness.ended(attempt, outcome, Progress.NONE);
    }
    return entered;
  }

  private boolean takeBack(
      Job job, Chunk chunk, AttemptId attempt, AttemptOutcome outcome, Instant now) {
    FailureKind kind = Objects.requireNonNull(outcome.kind());
    int failures = chunk.failures() + (kind.isCharged() ? 1 : 0);
    int most = settings.apply(job).attempts();
    if (kind == FailureKind.MISTAKE || failures >= most) {
      boolean failed =
          kind == FailureKind.MISTAKE
              ? ledger.chunks().failForGood(attempt, outcome, now)
              : ledger.chunks().fail(attempt, outcome, now);
      if (failed) {
        OutcomeLog.chunkFailed(attempt, outcome, failures);
      }
      return failed;
    }
    Instant notBefore = now.plus(backoff.after(Math.max(1, chunk.newest())));
    boolean given = ledger.chunks().giveBack(attempt, outcome, notBefore, now);
    if (given) {
      standstill.note(attempt, chunk.retriedAfter(), outcome);
      OutcomeLog.chunkRepeats(attempt, outcome, failures, most, notBefore);
    }
    return given;
  }

  private static AttemptOutcome withExit(AttemptOutcome committed, AttemptOutcome seen) {
    return new AttemptOutcome(committed.state(), null, null, seen.exitCode(), seen.phases());
  }
}
