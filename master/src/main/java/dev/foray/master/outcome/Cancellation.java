package dev.foray.master.outcome;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.dispatch.WorkerLine;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.AttemptOutcome;
import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.loop.Net;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Refused;
import dev.foray.protocol.RemoteFailure;
import dev.foray.protocol.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Carries stored requests out: running attempts are fenced and ended, waiting chunks become
 * CANCELLED, the job last. What has committed by then stays. It also ends what still runs for a job
 * that is over, or at a chunk that the attempt beside it has committed, and second attempts whose
 * slot a waiting chunk needs. A stage of its own; safe to repeat.
 */
public final class Cancellation implements Runnable {
  static final AttemptOutcome CANCELLED =
      new AttemptOutcome(AttemptState.CANCELLED, FailureKind.CANCELLED, null, null);

  /** Of two attempts at a chunk, the one that did not commit. */
  static final AttemptOutcome OVERTAKEN = fenced("the attempt beside it has ended the chunk");

  private static final AttemptOutcome GAVE_WAY =
      fenced("it was beside another one, and a chunk waited for its slot");

  private final Ledger ledger;
  private final Roster roster;
  private final WorkerLine line;
  private final Reports reports;
  private final Witness witness;
  private final Pace pace;
  private final Predicate<Job> lacksRoom;
  private final InstantSource clock;
  private final Consumer<AttemptId> killOnHost;
  private final Runnable afterwards;
  private final Net net = new Net(Duration.ofSeconds(1));
  private volatile Set<JobId> underWay = Set.of();
  private Set<AttemptId> overtaken = new HashSet<>();

  /**
   * @param lacksRoom whether a chunk of the job waits for a slot or connections alone
   * @param killOnHost ends an attempt at plan or finish
   * @param afterwards called when a job has moved
   */
  public Cancellation(
      Ledger ledger,
      Roster roster,
      WorkerLine line,
      Reports reports,
      Witness witness,
      Pace pace,
      Predicate<Job> lacksRoom,
      InstantSource clock,
      Consumer<AttemptId> killOnHost,
      Runnable afterwards) {
    this.ledger = ledger;
    this.roster = roster;
    this.line = line;
    this.reports = reports;
    this.witness = witness;
    this.pace = pace;
    this.lacksRoom = lacksRoom;
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
    Set<JobId> twice = withTwoAttemptsAtAChunk();
    underWay =
        Stream.concat(jobs.stream().map(Job::id), twice.stream())
            .collect(Collectors.toUnmodifiableSet());
    jobs.forEach(this::cancel);
    List<Roster.Seat> left = ofJobsThatAreOver();
    left.forEach(seat -> end(seat, FailureKind.CANCELLED));
    boolean overtakenAreLeft = endOvertaken();
    net.busy(!underWay.isEmpty() || !left.isEmpty() || overtakenAreLeft);
    if (!twice.isEmpty() && aChunkLacksRoom()) {
      giveWay();
    }
  }

  /** When it is to run in any case: what it has asked to end may take its time. */
  public Net net() {
    return net;
  }

  /** Whether this job was found to have attempts that are to be ended, now or soon. */
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

  private Set<JobId> withTwoAttemptsAtAChunk() {
    return second().map(seat -> seat.attempt().job()).collect(Collectors.toSet());
  }

  /** Those that began beside another one that still holds its slot. */
  private Stream<Roster.Seat> second() {
    Set<String> chunks = new HashSet<>();
    return roster.seats(attempt -> attempt.step() == Step.CHUNK).stream()
        .sorted(Comparator.comparingInt(seat -> seat.attempt().number()))
        .filter(seat -> !chunks.add(seat.attempt().subject()));
  }

  private boolean aChunkLacksRoom() {
    return ledger.jobs().inState(EnumSet.of(JobState.RUNNING)).stream().anyMatch(lacksRoom);
  }

  /** One of two, that which is behind; one at a time, as its slot may be all that is needed. */
  private void giveWay() {
    second()
        .map(seat -> ledger.chunks().find(seat.attempt().job(), seat.attempt().chunk()))
        .flatMap(Optional::stream)
        .filter(chunk -> chunk.state() == ChunkState.RUNNING && chunk.second() != null)
        .findFirst()
        .map(this::behind)
        .ifPresent(this::giveWay);
  }

  private AttemptId behind(Chunk chunk) {
    AttemptId first = AttemptId.ofChunk(chunk.job(), chunk.index(), chunk.attempt());
    AttemptId second =
        AttemptId.ofChunk(chunk.job(), chunk.index(), Objects.requireNonNull(chunk.second()));
    boolean firstIsBehind = pace.of(first).pairsMapped() < pace.of(second).pairsMapped();
    return firstIsBehind ? first : second;
  }

  private void giveWay(AttemptId attempt) {
    ledger.endSessions(attempt);
    roster.seats(attempt::equals).forEach(seat -> end(seat, FailureKind.FENCED));
    if (ledger.chunks().leaveToOther(attempt, GAVE_WAY, clock.instant())) {
      OutcomeLog.gaveWay(attempt);
      witness.ended(attempt, GAVE_WAY, Progress.NONE);
    }
  }

  private static AttemptOutcome fenced(String why) {
    String kind = FailureKind.FENCED.name();
    return new AttemptOutcome(
        AttemptState.CANCELLED, FailureKind.FENCED, new RemoteFailure(kind, why, kind, ""), null);
  }

  /**
   * @return whether some of them still hold a slot
   */
  private boolean endOvertaken() {
    roster.seats(overtaken::contains).forEach(seat -> end(seat, FailureKind.FENCED));
    for (AttemptId attempt : ledger.attempts().overtaken()) {
      ledger.endSessions(attempt);
      // Its process before its row: what a Master finds that takes over from here are the rows.
      roster.seats(attempt::equals).forEach(seat -> end(seat, FailureKind.FENCED));
      if (ledger.attempts().end(attempt, OVERTAKEN, clock.instant())) {
        OutcomeLog.overtaken(attempt);
        witness.ended(attempt, OVERTAKEN, Progress.NONE);
      }
      overtaken.add(attempt);
    }
    overtaken =
        roster.seats(overtaken::contains).stream()
            .map(Roster.Seat::attempt)
            .collect(Collectors.toSet());
    return !overtaken.isEmpty();
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
        .forEach(seat -> end(seat, FailureKind.CANCELLED));
  }

  private void end(Roster.Seat seat, FailureKind why) {
    reports.note(seat.attempt(), new Reports.Reported(why, null));
    roster
        .find(seat.worker())
        .ifPresent(
            standing -> {
              try {
                line.cancel(standing.worker(), seat.attempt());
              } catch (Refused | WorkerLine.Unreachable | WorkerLine.NoAnswer e) {
                OutcomeLog.cancelFailed(seat.attempt(), String.valueOf(e.getMessage()));
              }
            });
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
