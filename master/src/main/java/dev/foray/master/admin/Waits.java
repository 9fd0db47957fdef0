package dev.foray.master.admin;

import dev.foray.master.dispatch.Dispatcher;
import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.ChunkCounts;
import dev.foray.master.ledger.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says in one sentence what a job waits for. Every wait of the Master has its sentence here.
 * Thread-safe.
 */
public final class Waits {
  private final Roster roster;
  private final Dispatcher dispatcher;
  private final Supplier<String> fleet;
  private final Supplier<Optional<String>> plans;
  private final InstantSource clock;

  /**
   * @param fleet what the fleet waits for; empty where it does not
   * @param plans why no further plan is begun; empty where one would be
   */
  public Waits(
      Roster roster,
      Dispatcher dispatcher,
      Supplier<String> fleet,
      Supplier<Optional<String>> plans,
      InstantSource clock) {
    this.roster = roster;
    this.dispatcher = dispatcher;
    this.fleet = fleet;
    this.plans = plans;
    this.clock = clock;
  }

  /** Empty where the job goes on without a wait, or has ended. */
  public Optional<String> sentence(Job job, ChunkCounts counts) {
    if (job.cancelRequestedBy() != null && !job.state().isTerminal()) {
      return Optional.of(
          counts.running()
              + " running chunks are being ended, as "
              + job.cancelRequestedBy()
              + " asked");
    }
    if (job.pause() != null && !job.state().isTerminal()) {
      return Optional.of(
          "paused by "
              + job.pause().by()
              + ": "
              + counts.running()
              + " running chunks finish, nothing begins before master resume "
              + job.id());
    }
    return switch (job.state()) {
      case ACCEPTED -> plans.get();
      case PLANNING -> step(job, "plan");
      case FINISHING -> step(job, "finish");
      case RUNNING -> chunks(job, counts);
      case SUCCEEDED, FAILED, CANCELLED -> Optional.empty();
    };
  }

  private Optional<String> step(Job job, String step) {
    return job.notBefore() != null && job.notBefore().isAfter(clock.instant())
        ? Optional.of(step + " waits " + seconds(job.notBefore()) + " s before its next attempt")
        : Optional.of(step + " runs on the Master's host");
  }

  private Optional<String> chunks(Job job, ChunkCounts counts) {
    if (counts.running() > 0 || counts.ready() == 0) {
      return dispatcher.holdsBack(job).filter(sentence -> counts.ready() > 0);
    }
    Instant earliest = counts.earliestNotBefore();
    if (earliest != null && earliest.isAfter(clock.instant())) {
      return Optional.of("the next attempt begins in " + seconds(earliest) + " s, after a failure");
    }
    if (roster.all().isEmpty()) {
      String waits = fleet.get();
      return Optional.of(waits.isEmpty() ? "nodes are being started" : waits);
    }
    return dispatcher.holdsBack(job).or(() -> noSlot(job));
  }

  /**
   * A runner holds its slot for a moment after its chunk is done: then the job waits for nobody.
   */
  private Optional<String> noSlot(Job job) {
    boolean ownSlot = !roster.seats(attempt -> attempt.job().equals(job.id())).isEmpty();
    return ownSlot || roster.roomiest().isPresent()
        ? Optional.empty()
        : Optional.of("every slot is taken, by another job or by a node that is ending");
  }

  private long seconds(Instant until) {
    return Math.max(1, Duration.between(clock.instant(), until).toSeconds());
  }
}
