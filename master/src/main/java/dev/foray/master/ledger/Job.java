package dev.foray.master.ledger;

import dev.foray.protocol.JobAdmin.Limit;
import dev.foray.protocol.JobAdmin.Pause;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as its row stands.
 *
 * @param dryRunChunks how many chunks of the plan a dry run tries; 0: it is in earnest; {@link
 *     Order.Job#PLAN_ALONE}: none
 * @param notBefore when the next attempt at plan or finish may begin; null: now
 * @param cancelRequestedBy null: not requested
 * @param pause null: it is not paused
 * @param limit null: nobody has limited it
 * @param planAttempt the current attempt at plan; 0 before the first
 * @param plannedBy the attempt whose plan committed; null: none yet
 * @param chunkCount null before the plan has committed
 * @param takesTurns whether its chunks begin in an order of their own
 * @param finishedBy the attempt whose finish committed; null: none yet
 * @param rows what {@code keyRanges} cut; null: another kind of plan
 * @param settings those said on the command line, by the job and by configuration, one entry for
 *     each origin that said it
 * @param bounds what it is to keep to
 */
public record Job(
    JobId id,
    String jobClass,
    String release,
    @Nullable String key,
    int dryRunChunks,
    JobState state,
    String submittedBy,
    Instant submittedAt,
    String timeZone,
    String locale,
    String encoding,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant notBefore,
    @Nullable String cancelRequestedBy,
    @Nullable Pause pause,
    @Nullable Limit limit,
    @Nullable String failure,
    int planAttempt,
    int planFailures,
    int finishAttempt,
    int finishFailures,
    @Nullable Integer plannedBy,
    @Nullable Integer chunkCount,
    boolean takesTurns,
    @Nullable Integer finishedBy,
    Order.@Nullable Rows rows,
    List<NamedText> parameters,
    List<Setting> settings,
    Bounds bounds) {
  /** How those of its settings begin that are Hibernate's own. */
  public static final String HIBERNATE = "hibernate.";

  /**
   * No attempt waits for longer than this for its turn: what says more was said by another clock.
   */
  public static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  /** Whether the next attempt at plan or finish may begin, as far as its pause goes. */
  public boolean isDue(Instant now) {
    return notBefore == null
        || !notBefore.isAfter(now)
        || notBefore.isAfter(now.plus(LONGEST_PAUSE));
  }

  /** Whether a chunk, plan or finish of it may begin. */
  public boolean mayBegin() {
    return cancelRequestedBy == null && pause == null;
  }

  /** Chunks that may run at once, where its settings allow so many. */
  public int limited(int bySettings) {
    return limit == null ? bySettings : Math.min(limit.chunks(), bySettings);
  }

  /** When it is to be done; empty: whenever. */
  public Optional<Instant> dueAt() {
    return Optional.ofNullable(bounds.finishWithin()).map(submittedAt::plus);
  }

  /** Whether it is over when it is planned. */
  public boolean isPlanAlone() {
    return dryRunChunks == Order.Job.PLAN_ALONE;
  }

  /**
   * Whether there is something to do once all chunks are DONE. Plan says of which release the class
   * has no {@code finish}; of another one that is not known.
   */
  public boolean finishes() {
    return !dryRun()
        && settings.stream()
            .noneMatch(said -> said.name().equals("noFinishIn") && said.value().equals(release));
  }

  /** Whether what it writes is rolled back. */
  public boolean dryRun() {
    return dryRunChunks != 0;
  }
}
