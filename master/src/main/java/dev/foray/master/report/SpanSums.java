package dev.foray.master.report;

import dev.foray.master.ledger.Span;
import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Phases;
import dev.foray.protocol.ReportAdmin.Bin;
import dev.foray.protocol.ReportAdmin.Durations;
import dev.foray.protocol.ReportAdmin.Outcome;
import dev.foray.protocol.ReportAdmin.TimeSpent;
import dev.foray.protocol.ReportAdmin.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts at a job's chunks add up to, each given once. Made for one report. Not
 * thread-safe.
 */
final class SpanSums {
  private static final int MOST_BINS = 120;
  private static final long SHORTEST_BIN = 100;

  private final Instant from;
  private final Instant now;
  private final long binMillis;
  private final int[] committed;
  private final int[] failed;
  private final SlotTime present;
  private final SlotTime busy;
  private final SlotTime starting;
  private final Lasted lasted = new Lasted();
  private final Longest longest = new Longest();
  private final Map<Ending, Share> endings = new HashMap<>();
  private final Map<String, Share> workers = new HashMap<>();
  private int phased;
  private long startMillis;
  private long workMillis;
  private Phases phases = Phases.NONE;

  private record Ending(AttemptState state, @Nullable FailureKind kind) {}

  /** So many attempts and so much slot time. */
  record Share(int attempts, long millis) {
    static final Share NONE = new Share(0, 0);

    Share plus(Share other) {
      return new Share(attempts + other.attempts, millis + other.millis);
    }
  }

  /**
   * @param until where the timeline ends
   */
  SpanSums(Instant from, Instant until, Instant now) {
    this.from = from;
    this.now = now;
    long length = Math.max(1, Duration.between(from, until).toMillis());
    binMillis = Math.max(SHORTEST_BIN, (length + MOST_BINS - 1) / MOST_BINS);
    int bins = (int) ((length + binMillis - 1) / binMillis);
    committed = new int[bins];
    failed = new int[bins];
    present = new SlotTime(from, binMillis, bins);
    busy = new SlotTime(from, binMillis, bins);
    starting = new SlotTime(from, binMillis, bins);
  }

  void add(Worker worker) {
    Instant ended = worker.endedAt();
    present.add(worker.slots(), worker.registeredAt(), ended == null ? now : ended);
  }

  void add(Span span) {
    Instant end = span.until(now);
    Instant started = span.startedAt();
    Share share = new Share(1, span.millis(now));
    busy.add(1, span.dispatchedAt(), end);
    starting.add(1, span.dispatchedAt(), started == null ? end : started);
    endings.merge(new Ending(span.state(), span.kind()), share, Share::plus);
    if (span.worker() != null) {
      workers.merge(span.worker(), share, Share::plus);
    }
    if (span.state() == AttemptState.SUCCEEDED) {
      committed[busy.binOf(end)]++;
      lasted.add(share.millis());
      spend(span, end);
    } else if (span.state().isTerminal()) {
      failed[busy.binOf(end)]++;
    }
    if (span.state() == AttemptState.SUCCEEDED || !span.state().isTerminal()) {
      longest.add(new Longest.Held(span.chunk(), share.millis(), startMillis(span, end)));
    }
  }

  private static long startMillis(Span span, Instant end) {
    Instant started = span.startedAt() == null ? end : span.startedAt();
    return Math.max(0, Duration.between(span.dispatchedAt(), started).toMillis());
  }

  private void spend(Span span, Instant end) {
    Instant started = span.startedAt();
    if (started != null) {
      phased++;
      startMillis += startMillis(span, end);
      workMillis += Math.max(0, Duration.between(started, end).toMillis());
      phases = phases.plus(span.phases());
    }
  }

  Timeline timeline() {
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < committed.length; bin++) {
      bins.add(
          new Bin(
              present.average(bin),
              busy.average(bin),
              starting.average(bin),
              committed[bin],
              failed[bin]));
    }
    return new Timeline(from, binMillis, List.copyOf(bins));
  }

  Durations durations() {
    return lasted.sum();
  }

  TimeSpent spent() {
    return new TimeSpent(phased, startMillis, workMillis, phases);
  }

  List<Longest.Held> longest() {
    return longest.list();
  }

  /** The most frequent first. */
  List<Outcome> outcomes() {
    return List.copyOf(
        endings.entrySet().stream()
            .map(
                ending ->
                    new Outcome(
                        ending.getKey().state(),
                        ending.getKey().kind(),
                        ending.getValue().attempts(),
                        ending.getValue().millis()))
            .sorted(
                Comparator.comparingInt(Outcome::attempts)
                    .reversed()
                    .thenComparing(outcome -> outcome.state().name() + outcome.kind()))
            .toList());
  }

  Share ofWorker(String worker) {
    return workers.getOrDefault(worker, Share.NONE);
  }
}
