package dev.foray.master.outcome;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.AttemptOutcome;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.loop.Net;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Carries stored requests out: running attempts are fenced and ended, waiting chunks become
 * CANCELLED, the job last. What has committed by then stays. It also ends what still runs for a job
 * that is over. A stage of its own; safe to repeat.
 */
public final class Cancellation implements Runnable {
  static final AttemptOutcome CANCELLED =
      new AttemptOutcome(AttemptState.CANCELLED, FailureKind.CANCELLED, null, null);

  private final Ledger ledger;
  private final Roster roster;
  private final Stops stops;
  private final Reports reports;
  private final Witness witness;
  private final InstantSource clock;
  private final Consumer<AttemptId> killOnHost;
  private final Runnable afterwards;
  private final Net net = new Net(Duration.ofSeconds(1));
  private volatile Set<JobId> underWay = Set.of();

  /**
   * @param killOnHost ends an attempt at plan or finish
   * @param afterwards called when a job has moved
   */
  public Cancellation(
      Ledger ledger,
      Roster roster,
      Stops stops,
      Reports reports,
      Witness witness,
      InstantSource clock,
      Consumer<AttemptId> killOnHost,
      Runnable afterwards) {
    this.ledger = ledger;
    this.roster = roster;
    this.stops = stops;
    this.reports = reports;
    this.witness = witness;
    this.clock = clock;
    this.killOnHost = killOnHost;
    this.afterwards = afterwards;
  }

  @Override
  public void run() {
    net.busy(true);
    List<Job> jobs =
        ledger
            .jobs()
            .inState(
                EnumSet.of(
                    JobState.ACCEPTED, JobState.PLANNING, JobState.RUNNING, JobState.FINISHING))
            .stream()
            .filter(job -> job.cancelRequestedBy() != null)
            .toList();
    underWay = jobs.stream().map(Job::id).collect(Collectors.toUnmodifiableSet());
    jobs.forEach(this::cancel);
    List<Roster.Seat> left = ofJobsThatAreOver();
    left.forEach(seat -> stops.end(seat, FailureKind.CANCELLED));
    net.busy(!jobs.isEmpty() || !left.isEmpty());
  }

  /** When it is to run in any case: what it has asked to end may take its time. */
  public Net net() {
    return net;
  }

  /** Whether this job was found to be one that is to be cancelled. */
  public boolean isUnderWay(JobId job) {
    return underWay.contains(job);
  }

  private List<Roster.Seat> ofJobsThatAreOver() {
    List<Roster.Seat> seats = roster.seats(attempt -> true);
    Set<JobId> over =
        seats.stream()
            .map(seat -> seat.attempt().job())
            .distinct()
            .filter(this::isOver)
            .collect(Collectors.toSet());
    return seats.stream().filter(seat -> over.contains(seat.attempt().job())).toList();
  }

  private void cancel(Job job) {
    switch (job.state()) {
      case ACCEPTED -> move(job);
      case PLANNING -> cancelStep(job, AttemptId.ofPlan(job.id(), job.planAttempt()));
      case FINISHING -> cancelStep(job, AttemptId.ofFinish(job.id(), job.finishAttempt()));
      case RUNNING -> cancelChunks(job);
      case SUCCEEDED, FAILED, CANCELLED -> {}
    }
  }

  /**
   * The job's state is what the step's own fence asks for: once it is CANCELLED, the step can't
   * commit.
   */
  private void cancelStep(Job job, AttemptId attempt) {
    reports.note(attempt, new Reports.Reported(FailureKind.CANCELLED, null));
    ledger.endSessions(attempt);
    move(job);
    killOnHost.accept(attempt);
  }

  private void cancelChunks(Job job) {
    ledger.chunks().cancelReady(job.id());
    for (Attempt attempt : ledger.attempts().alive()) {
      if (attempt.id().job().equals(job.id()) && attempt.id().step() == Step.CHUNK) {
        ledger.endSessions(attempt.id());
        if (ledger.chunks().cancel(attempt.id(), clock.instant())) {
          witness.ended(attempt.id(), CANCELLED, Progress.NONE);
        }
      }
    }
    if (!ledger.chunks().isOpen(job.id())) {
      move(job);
    }
    roster
        .seats(attempt -> attempt.job().equals(job.id()))
        .forEach(seat -> stops.end(seat, FailureKind.CANCELLED));
  }

  private boolean isOver(JobId job) {
    return ledger.jobs().find(job).map(found -> found.state().isTerminal()).orElse(true);
  }

  private void move(Job job) {
    if (ledger.jobs().move(job.id(), job.state(), JobState.CANCELLED, null, clock.instant())) {
      OutcomeLog.jobMoved(job.id(), job.state(), JobState.CANCELLED, null);
      afterwards.run();
    }
  }
}
