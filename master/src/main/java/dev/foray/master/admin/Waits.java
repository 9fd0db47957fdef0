package dev.foray.master.admin;

import dev.foray.master.dispatch.Dispatcher;
import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.ChunkCounts;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a job waits for: the first that holds of all that could hold it back. There is always
 * an answer; what each {@link Wait} says stands there. Thread-safe.
 */
public final class Waits {
  private final Ledger ledger;
  private final Roster roster;
  private final Dispatcher dispatcher;
  private final Supplier<Optional<Wait>> fleet;
  private final Supplier<Optional<Wait>> steps;
  private final Supplier<Optional<Wait>> disk;
  private final Function<Job, Optional<Wait>> budgets;
  private final Function<Job, Order.Settings> settings;
  private final InstantSource clock;

  /**
   * @param fleet what the fleet waits for
   * @param steps why no further plan or finish is begun
   * @param disk what all that is stored waits for
   * @param budgets what of its budget holds a job
   * @param settings the settings that hold for a job
   */
  public Waits(
      Ledger ledger,
      Roster roster,
      Dispatcher dispatcher,
      Supplier<Optional<Wait>> fleet,
      Supplier<Optional<Wait>> steps,
      Supplier<Optional<Wait>> disk,
      Function<Job, Optional<Wait>> budgets,
      Function<Job, Order.Settings> settings,
      InstantSource clock) {
    this.ledger = ledger;
    this.roster = roster;
    this.dispatcher = dispatcher;
    this.fleet = fleet;
    this.steps = steps;
    this.disk = disk;
    this.budgets = budgets;
    this.settings = settings;
    this.clock = clock;
  }

  /** What every job waits for; asks no ledger. */
  public Optional<Wait> ofAll() {
    return disk.get();
  }

  public Wait of(Job job, ChunkCounts counts) {
    if (job.state().isTerminal()) {
      return new Wait.Ended(job.state(), job.endedAt(), because(job));
    }
    return ofAll().orElseGet(() -> unended(job, counts));
  }

  private Wait unended(Job job, ChunkCounts counts) {
    if (job.cancelRequestedBy() != null) {
      return new Wait.Cancelling(job.cancelRequestedBy(), counts.running());
    }
    if (job.pause() != null) {
      boolean step = job.state() != JobState.RUNNING && runs(currentStep(job));
      return new Wait.Paused(job.id(), job.pause(), counts.running(), step);
    }
    return job.state() == JobState.RUNNING ? chunks(job, counts) : step(job);
  }

  private static @Nullable String because(Job job) {
    if (job.failure() != null) {
      return job.failure();
    }
    return job.cancelRequestedBy() == null ? null : "as " + job.cancelRequestedBy() + " asked";
  }

  private Wait step(Job job) {
    AttemptId current = currentStep(job);
    boolean finishing = job.state() == JobState.FINISHING;
    if ((finishing ? job.finishedBy() : job.plannedBy()) != null) {
      return new Wait.Begins(finishing ? "the job's end" : "the first chunk");
    }
    if (runs(current)) {
      return new Wait.StepRuns(current, timeout(job));
    }
    if (job.notBefore() != null && !job.isDue(clock.instant())) {
      return new Wait.StepBackoff(
          new AttemptId(job.id(), current.step(), 0, current.number() + 1),
          seconds(job.notBefore()));
    }
    return steps.get().orElseGet(() -> new Wait.Begins(finishing ? "finish" : "plan"));
  }

  /** Its number is 0 where none has begun. */
  private static AttemptId currentStep(Job job) {
    return job.state() == JobState.FINISHING
        ? AttemptId.ofFinish(job.id(), job.finishAttempt())
        : AttemptId.ofPlan(job.id(), job.planAttempt());
  }

  private boolean runs(AttemptId attempt) {
    Optional<Attempt> row = ledger.attempts().find(attempt);
    return row.isPresent() && !row.get().state().isTerminal();
  }

  private Wait chunks(Job job, ChunkCounts counts) {
    Optional<Wait> silence = silence(job);
    if (silence.isPresent()) {
      return silence.get();
    }
    Optional<Wait> budget = counts.ready() == 0 ? Optional.empty() : budgets.apply(job);
    if (budget.isPresent()) {
      return budget.get();
    }
    if (counts.ready() == 0) {
      return counts.running() == 0
          ? new Wait.Begins(counts.failed() > 0 ? "the job's end" : "finish")
          : new Wait.ChunksRun(counts.running(), 0, timeout(job));
    }
    if (counts.running() > 0) {
      return dispatcher
          .holdsBack(job)
          .orElseGet(() -> new Wait.ChunksRun(counts.running(), counts.ready(), timeout(job)));
    }
    return backoff(job)
        .or(() -> roster.all().isEmpty() ? Optional.of(noNode()) : dispatcher.holdsBack(job))
        .or(() -> noSlot(job))
        .orElseGet(() -> new Wait.Begins("the next chunk"));
  }

  /** A worker that was silent for more than half of its lease may be gone. */
  private Optional<Wait> silence(Job job) {
    return roster
        .longestSilence(attempt -> attempt.job().equals(job.id()))
        .filter(silent -> silent.length().multipliedBy(2).compareTo(silent.lease()) > 0)
        .map(
            silent ->
                new Wait.WorkerSilent(
                    silent.worker(), silent.running(), silent.length(), silent.lease()));
  }

  /** Where no chunk is ready now. */
  private Optional<Wait> backoff(Job job) {
    Instant now = clock.instant();
    if (!ledger.chunks().ready(job.id(), now, 1).isEmpty()) {
      return Optional.empty();
    }
    return ledger.chunks().nextDue(job.id()).map(this::backoff);
  }

  private Wait backoff(Chunk chunk) {
    return new Wait.ChunkBackoff(chunk.next(), seconds(Objects.requireNonNull(chunk.notBefore())));
  }

  private Wait noNode() {
    return fleet.get().orElseGet(Wait.NodeDue::new);
  }

  /**
   * A runner holds its slot for a moment after its chunk is done: then the job waits for nobody.
   */
  private Optional<Wait> noSlot(Job job) {
    boolean ownSlot = !roster.seats(attempt -> attempt.job().equals(job.id())).isEmpty();
    return ownSlot || roster.roomiest().isPresent()
        ? Optional.empty()
        : fleet.get().or(() -> Optional.of(new Wait.SlotsTaken()));
  }

  private Duration timeout(Job job) {
    return Duration.ofMillis(settings.apply(job).attemptTimeoutMillis());
  }

  private long seconds(Instant until) {
    return Math.max(1, Duration.between(clock.instant(), until).plusMillis(999).toSeconds());
  }
}
