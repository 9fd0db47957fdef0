package dev.foray.master.dispatch;

import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.ChunkTimes;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.submit.RunSetting;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Step;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Finds the chunks of a job that are far slower than their like, once no other chunk of it waits: a
 * second attempt may overtake the first. One that has much to read, and reads it as quickly as
 * others do, is large and not slow: a second attempt would come later. For the dispatcher's thread.
 */
public final class Stragglers {
  /** Sooner a second attempt has no time to gain: a JVM starts in seconds. */
  static final Duration SHORTEST = Duration.ofSeconds(10);

  /** With fewer done, nobody can say what is usual. */
  static final int LEAST_DONE = 5;

  private static final long KNOWN_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int MOST_JOBS = 100;

  private final Ledger ledger;
  private final Roster roster;
  private final Function<AttemptId, Progress> progress;
  private final LongSupplier nanoTime;
  private final Map<JobId, Known> known = new LinkedHashMap<>();

  /**
   * @param progress what a running attempt has done so far
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public Stragglers(
      Ledger ledger, Roster roster, Function<AttemptId, Progress> progress, LongSupplier nanoTime) {
    this.ledger = ledger;
    this.roster = roster;
    this.progress = progress;
    this.nanoTime = nanoTime;
  }

  /** What was found out a moment ago. */
  private record Known(Optional<Usual> usual, long since) {}

  /** What such chunks of the job take. */
  private record Usual(Duration median, double pairsPerMilli) {
    private static Usual of(List<ChunkTimes.Done> done) {
      List<Long> millis = done.stream().map(ChunkTimes.Done::millis).sorted().toList();
      long pairs = done.stream().mapToLong(ChunkTimes.Done::pairs).sum();
      long all = millis.stream().mapToLong(Long::longValue).sum();
      return new Usual(
          Duration.ofMillis(millis.get(millis.size() / 2)), (double) pairs / Math.max(1, all));
    }

    private Duration times(double factor) {
      return Duration.ofMillis(Math.round(median.toMillis() * factor));
    }
  }

  private record Held(AttemptId attempt, Duration since) {}

  /** RUNNING chunks that have one attempt and are worth a second one, the oldest first. */
  List<Chunk> of(Job job) {
    Optional<Double> factor = RunSetting.secondAttemptFrom(job);
    if (factor.isEmpty() || job.dryRun()) {
      return List.of();
    }
    List<Held> old = alone(job).stream().filter(held -> isOver(held, SHORTEST)).toList();
    if (old.isEmpty() || !ledger.chunks().page(job.id(), 0, 1, ChunkState.READY).isEmpty()) {
      return List.of();
    }
    return usual(job.id())
        .map(usual -> slow(old, usual, usual.times(factor.get())))
        .orElse(List.of());
  }

  private List<Chunk> slow(List<Held> attempts, Usual usual, Duration limit) {
    return attempts.stream()
        .filter(held -> isOver(held, limit) && isSlow(held, usual))
        .sorted(Comparator.comparing(Held::since).reversed())
        .flatMap(held -> withoutSecond(held).stream())
        .toList();
  }

  /** Empty: too few are done. Asked for anew every few seconds. */
  private Optional<Usual> usual(JobId job) {
    long now = nanoTime.getAsLong();
    Known before = known.get(job);
    if (before != null && now - before.since() < KNOWN_NANOS) {
      return before.usual();
    }
    List<ChunkTimes.Done> done = ledger.chunkTimes().done(job);
    Optional<Usual> usual =
        done.size() < LEAST_DONE ? Optional.empty() : Optional.of(Usual.of(done));
    known.remove(job);
    known.put(job, new Known(usual, now));
    if (known.size() > MOST_JOBS) {
      known.remove(known.keySet().iterator().next());
    }
    return usual;
  }

  /** Attempts beside which there is no other. */
  private List<Held> alone(Job job) {
    Map<Integer, List<AttemptId>> byChunk =
        roster
            .seats(attempt -> attempt.step() == Step.CHUNK && attempt.job().equals(job.id()))
            .stream()
            .map(Roster.Seat::attempt)
            .collect(Collectors.groupingBy(AttemptId::chunk));
    return byChunk.values().stream()
        .filter(attempts -> attempts.size() == 1)
        .map(attempts -> attempts.get(0))
        .flatMap(attempt -> roster.heldFor(attempt).map(since -> new Held(attempt, since)).stream())
        .toList();
  }

  private static boolean isOver(Held held, Duration limit) {
    return held.since().compareTo(limit) > 0;
  }

  private boolean isSlow(Held held, Usual usual) {
    double own =
        (double) progress.apply(held.attempt()).pairsMapped()
            / Math.max(1, held.since().toMillis());
    return own * 2 < usual.pairsPerMilli() || usual.pairsPerMilli() == 0;
  }

  /**
   * One each time that the chunk goes out: where it fails, another would. One that has failed
   * before fails again, more likely than not.
   */
  private Optional<Chunk> withoutSecond(Held held) {
    return ledger
        .chunks()
        .find(held.attempt().job(), held.attempt().chunk())
        .filter(chunk -> chunk.state() == ChunkState.RUNNING && chunk.doneBy() == null)
        .filter(chunk -> chunk.attempt() == held.attempt().number())
        .filter(chunk -> !chunk.hadSecond() && chunk.failures() == 0);
  }
}
