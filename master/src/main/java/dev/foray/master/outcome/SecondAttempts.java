package dev.foray.master.outcome;

import dev.foray.master.dispatch.Roster;
import dev.foray.master.ledger.AttemptOutcome;
import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.loop.Net;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Progress;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ends one of two attempts beside each other: the one that is left when the other has ended the
 * chunk, and the one that is behind where a chunk waits for its slot. A stage of its own, as it
 * calls workers that may hang; safe to repeat.
 */
public final class SecondAttempts implements Runnable {
  /** Of two attempts at a chunk, the one that did not end it. */
  static final AttemptOutcome OVERTAKEN = fenced("the attempt beside it has ended the chunk");

  private static final AttemptOutcome GAVE_WAY =
      fenced("there was another one beside it, and a chunk waited for its slot");

  /** A Master that has just started, or has looked away, has not seen the two beside each other. */
  private static final int SELDOM = 10;

  private final Ledger ledger;
  private final Roster roster;
  private final Stops stops;
  private final Witness witness;
  private final Pace pace;
  private final Predicate<Job> lacksRoom;
  private final InstantSource clock;
  private final Net net = new Net(Duration.ofSeconds(1));
  private Set<AttemptId> overtaken = new HashSet<>();
  private boolean thereWereSome;
  private int turns;

  /**
   * @param lacksRoom whether a chunk of the job waits for a slot or connections alone
   */
  public SecondAttempts(
      Ledger ledger,
      Roster roster,
      Stops stops,
      Witness witness,
      Pace pace,
      Predicate<Job> lacksRoom,
      InstantSource clock) {
    this.ledger = ledger;
    this.roster = roster;
    this.stops = stops;
    this.witness = witness;
    this.pace = pace;
    this.lacksRoom = lacksRoom;
    this.clock = clock;
  }

  @Override
  public void run() {
    List<AttemptId> second = second();
    if (thereWereSome || !second.isEmpty() || !overtaken.isEmpty() || turns % SELDOM == 0) {
      endOvertaken();
    }
    turns++;
    thereWereSome = !second.isEmpty();
    if (!second.isEmpty() && aChunkLacksRoom()) {
      giveWay(second);
    }
    net.busy(!roster.seats(SecondAttempts::isAtChunk).isEmpty());
  }

  /** When it is to run in any case: while chunks run, one may get a second attempt. */
  public Net net() {
    return net;
  }

  /** Those that began while another one at the chunk held its slot, which it still does. */
  private List<AttemptId> second() {
    Set<String> chunks = new HashSet<>();
    return roster.seats(SecondAttempts::isAtChunk).stream()
        .map(Roster.Seat::attempt)
        .sorted(Comparator.comparingInt(AttemptId::number))
        .filter(attempt -> !chunks.add(attempt.subject()))
        .toList();
  }

  private static boolean isAtChunk(AttemptId attempt) {
    return attempt.step() == Step.CHUNK;
  }

  private void endOvertaken() {
    end(overtaken::contains);
    for (AttemptId attempt : ledger.attempts().overtaken()) {
      ledger.endSessions(attempt);
      end(attempt::equals); // Before its row: what a Master finds that takes over are the rows.
      if (ledger.attempts().end(attempt, OVERTAKEN, clock.instant())) {
        OutcomeLog.overtaken(attempt);
        witness.ended(attempt, OVERTAKEN, Progress.NONE);
      }
      overtaken.add(attempt);
    }
    overtaken =
        roster.seats(overtaken::contains).stream()
            .map(Roster.Seat::attempt)
            .collect(Collectors.toCollection(HashSet::new));
  }

  private void end(Predicate<AttemptId> which) {
    roster.seats(which).forEach(seat -> stops.end(seat, FailureKind.FENCED));
  }

  private boolean aChunkLacksRoom() {
    return ledger.jobs().inState(EnumSet.of(JobState.RUNNING)).stream().anyMatch(lacksRoom);
  }

  /** One at a time, as its slot may be all that is needed. */
  private void giveWay(List<AttemptId> second) {
    second.stream()
        .map(attempt -> ledger.chunks().find(attempt.job(), attempt.chunk()))
        .flatMap(Optional::stream)
        .filter(chunk -> chunk.state() == ChunkState.RUNNING && chunk.second() != null)
        .findFirst()
        .map(this::behind)
        .ifPresent(this::giveWay);
  }

  private AttemptId behind(Chunk chunk) {
    AttemptId second =
        AttemptId.ofChunk(chunk.job(), chunk.index(), Objects.requireNonNull(chunk.second()));
    return Stream.of(second, AttemptId.ofChunk(chunk.job(), chunk.index(), chunk.attempt()))
        .min(Comparator.comparingLong(attempt -> pace.of(attempt).pairsMapped()))
        .orElseThrow();
  }

  private void giveWay(AttemptId attempt) {
    ledger.endSessions(attempt);
    end(attempt::equals);
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
}
