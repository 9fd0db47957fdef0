package dev.foray.master.outcome;

import dev.foray.master.ledger.AttemptOutcome;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How long a job's attempts have ended one after the other for reasons that are not the job's, and
 * none with a commit. Such failures are not charged, so without a limit here a job that no node can
 * work on would go on for ever. In memory alone: a Master that starts counts anew. Thread-safe.
 */
public final class Standstill {
  /** After so long the job is given up. */
  static final Duration LONGEST = Duration.ofHours(2);

  /** So many attempts at one thing: fewer in that time have lasted, and may have got somewhere. */
  static final int MANY = 10;

  private final LongSupplier nanoTime;
  private final Map<JobId, Spell> spells = new HashMap<>();

  private record Spell(long since, boolean tooLong, String reason) {}

  /**
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public Standstill(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * An attempt has ended without a commit, and the job goes on.
   *
   * @param retriedAfter the last attempt before the last retry; 0: there was none
   */
  synchronized void note(AttemptId attempt, int retriedAfter, AttemptOutcome outcome) {
    FailureKind kind = Objects.requireNonNull(outcome.kind());
    if (kind.isCharged()) {
      spells.remove(attempt.job());
      return;
    }
    long now = nanoTime.getAsLong();
    Spell before = spells.get(attempt.job());
    long since = before == null ? now : before.since();
    boolean tooLong = now - since >= LONGEST.toNanos() && attempt.number() - retriedAfter >= MANY;
    String reason =
        outcome.failure() == null ? kind.name() : String.valueOf(outcome.failure().message());
    spells.put(attempt.job(), new Spell(since, tooLong, reason));
  }

  /** An attempt has committed, or the job stands still because somebody wants it to. */
  synchronized void end(JobId job) {
    spells.remove(job);
  }

  /** Drops what is known of other jobs. */
  synchronized void keepOnly(Collection<JobId> jobs) {
    spells.keySet().retainAll(new HashSet<>(jobs));
  }

  /** Why the job is to be given up; empty: it is not. */
  synchronized Optional<String> verdict(JobId job) {
    Spell spell = spells.get(job);
    return spell == null || !spell.tooLong()
        ? Optional.empty()
        : Optional.of(
            "for "
                + LONGEST.toHours()
                + " hours each attempt has ended for a reason that is not the job's, and none has"
                + " committed; when that is mended, `master retry "
                + job.number()
                + "` goes on; the latest: "
                + spell.reason());
  }
}
