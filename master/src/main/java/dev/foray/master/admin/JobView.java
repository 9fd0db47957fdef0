package dev.foray.master.admin;

import dev.foray.master.bill.TimeLeft;
import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.ChunkCounts;
import dev.foray.master.ledger.ChunkTimes;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.outcome.Pace;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobAdmin.ChunkFailure;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.Left;
import dev.foray.protocol.JobAdmin.Limit;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A job as a person wants to see it, put together from its row, its chunks and what runs.
 * Thread-safe.
 */
public final class JobView {
  private static final int MOST_FAILURES = 100;
  private static final int MOST_ENDED = 500;
  private static final int ENOUGH_ENDED = 100;
  private static final Duration FIRST_WINDOW = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final Roster roster;
  private final Pace pace;
  private final Waits waits;
  private final DryRunView dryRuns;
  private final Function<Job, Bill> bills;
  private final Function<Job, List<Setting>> settings;
  private final Function<JobId, Optional<String>> untold;
  private final InstantSource clock;

  /**
   * @param slots how many chunks of a job may run at once, if it is in earnest
   * @param bills what a job's nodes have cost
   * @param settings the settings that hold for a job, each with its origin
   * @param untold what of a job has not reached whom it is for, in one sentence
   */
  public JobView(
      Ledger ledger,
      Roster roster,
      Pace pace,
      Waits waits,
      ToIntFunction<Job> slots,
      Function<Job, Bill> bills,
      Function<Job, List<Setting>> settings,
      Function<JobId, Optional<String>> untold,
      InstantSource clock) {
    this.ledger = ledger;
    this.roster = roster;
    this.pace = pace;
    this.waits = waits;
    this.bills = bills;
    this.dryRuns = new DryRunView(ledger, slots);
    this.settings = settings;
    this.untold = untold;
    this.clock = clock;
  }

  public JobSummary of(Job job) {
    ChunkCounts counts = ledger.chunks().counts(job.id());
    Progress progress = counts.progress().plus(pace.running(job.id()));
    return new JobSummary(
        job.id(),
        job.jobClass(),
        job.key(),
        job.state(),
        job.release(),
        job.submittedBy(),
        job.submittedAt(),
        job.startedAt(),
        job.endedAt(),
        chunks(job, counts),
        counts.ready(),
        counts.running(),
        counts.done(),
        counts.failed(),
        counts.cancelled(),
        roster.all().size(),
        progress,
        job.state().isTerminal() ? 0 : pace.pairsPerSecond(job.id()),
        left(job, counts),
        ledger.chunks().counters(job.id()),
        job.parameters(),
        settings.apply(job),
        counts.failed() == 0 ? List.of() : failures(job),
        failure(job),
        job.state().isTerminal() ? null : job.pause(),
        job.limit(),
        waiting(waits.of(job, counts)),
        dryRuns.of(job, counts),
        bills.apply(job),
        untold.apply(job.id()).orElse(null));
  }

  private static @Nullable String waiting(Wait wait) {
    return wait.isUsual() ? null : wait.sentence();
  }

  private static @Nullable Integer chunks(Job job, ChunkCounts counts) {
    Integer planned = job.chunkCount();
    return planned != null && job.dryRun() ? Integer.valueOf(counts.total()) : planned;
  }

  private List<ChunkFailure> failures(Job job) {
    return ledger.attempts().failed(job.id(), MOST_FAILURES).stream()
        .map(JobView::failureOf)
        .toList();
  }

  private static ChunkFailure failureOf(Attempt attempt) {
    return new ChunkFailure(
        attempt.id(),
        Objects.requireNonNullElse(attempt.kind(), FailureKind.RUNNER_DIED),
        Objects.requireNonNullElse(attempt.failure(), "no reason is known"));
  }

  private static @Nullable String failure(Job job) {
    if (job.failure() != null) {
      return job.failure();
    }
    return job.cancelRequestedBy() == null ? null : "cancelled by " + job.cancelRequestedBy();
  }

  private @Nullable Left left(Job job, ChunkCounts counts) {
    if (job.startedAt() == null || job.state().isTerminal() || counts.done() == 0) {
      return null;
    }
    Instant now = clock.instant();
    List<Long> running =
        ledger.chunkTimes().running(job.id()).stream()
            .map(begin -> Math.max(0, Duration.between(begin, now).toMillis()))
            .toList();
    List<TimeLeft.Ended> ended =
        lately(job, now).stream()
            .map(held -> new TimeLeft.Ended(held.millis(), held.committed()))
            .toList();
    return TimeLeft.of(ended, running, counts.ready(), slots(job, running.size())).orElse(null);
  }

  /** Enough to judge by, from no longer ago than it takes to have them. */
  private List<ChunkTimes.Held> lately(Job job, Instant now) {
    Duration window = FIRST_WINDOW;
    while (true) {
      Instant since = now.minus(window);
      boolean all = since.isBefore(job.submittedAt());
      List<ChunkTimes.Held> ended = ledger.chunkTimes().ended(job.id(), since, MOST_ENDED);
      if (all || ended.size() >= ENOUGH_ENDED) {
        return ended;
      }
      window = window.multipliedBy(6);
    }
  }

  /** Those that it holds, and those that are free, if nobody has said that it may not have them. */
  private int slots(Job job, int held) {
    int free = roster.all().stream().mapToInt(Roster.Standing::free).sum();
    Limit limit = job.limit();
    return limit == null ? held + free : Math.min(held + free, limit.chunks());
  }
}
