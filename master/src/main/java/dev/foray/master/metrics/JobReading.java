package dev.foray.master.metrics;

import dev.foray.master.ledger.ChunkCounts;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Usd;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How many jobs and chunks are in which state, and what jobs wait for. For one thread. */
final class JobReading implements Reading {
  private static final Set<JobState> LIVE =
      EnumSet.copyOf(
          Arrays.stream(JobState.values()).filter(state -> !state.isTerminal()).toList());

  private final Ledger ledger;
  private final BiFunction<Job, ChunkCounts, Wait> waits;
  private final ToDoubleFunction<JobId> pace;
  private final Function<Job, Optional<Usd>> budgetLeft;
  private final Gauges jobs;
  private final Gauges waiting;
  private final Gauges chunks;
  private final Gauges pairs;
  private final Gauges budget;

  /**
   * @param pace pairs a second that a job maps
   * @param budgetLeft of a job's budget; empty where it has none
   */
  JobReading(
      MeterRegistry registry,
      Ledger ledger,
      BiFunction<Job, ChunkCounts, Wait> waits,
      ToDoubleFunction<JobId> pace,
      Function<Job, Optional<Usd>> budgetLeft) {
    this.ledger = ledger;
    this.waits = waits;
    this.pace = pace;
    this.budgetLeft = budgetLeft;
    this.jobs = new Gauges(registry, "foray.jobs", "Jobs in the ledger, by state", "state");
    this.waiting =
        new Gauges(
            registry, "foray.jobs.waiting", "Jobs that go on, by what master why says", "why");
    this.chunks = new Gauges(registry, "foray.chunks", "Chunks of jobs that go on", "state");
    this.pairs = new Gauges(registry, "foray.pairs.per.second", "Pairs that are mapped a second");
    this.budget =
        new Gauges(
            registry,
            "foray.budget.used.ratio",
            "The largest part of its budget that a job that goes on has used");
  }

  @Override
  public void read() {
    jobs.set(byState(ledger.jobs().counts()));
    Map<List<String>, Long> why = new HashMap<>();
    Map<List<String>, Long> states =
        Arrays.stream(ChunkState.values())
            .collect(Collectors.toMap(state -> List.of(state.name()), state -> 0L));
    double perSecond = 0;
    double used = 0;
    for (Job job : ledger.jobs().inState(LIVE)) {
      ChunkCounts counts = ledger.chunks().counts(job.id());
      why.merge(List.of(waits.apply(job, counts).code()), 1L, Long::sum);
      add(states, counts);
      perSecond += pace.applyAsDouble(job.id());
      used = Math.max(used, used(job));
    }
    waiting.set(why);
    chunks.set(states);
    pairs.set(perSecond);
    budget.set(used);
  }

  private static Map<List<String>, Long> byState(Map<JobState, Long> counts) {
    return Arrays.stream(JobState.values())
        .collect(
            Collectors.toMap(
                state -> List.of(state.name()), state -> counts.getOrDefault(state, 0L)));
  }

  private static void add(Map<List<String>, Long> states, ChunkCounts counts) {
    Map.of(
            ChunkState.READY, counts.ready(),
            ChunkState.RUNNING, counts.running(),
            ChunkState.DONE, counts.done(),
            ChunkState.FAILED, counts.failed(),
            ChunkState.CANCELLED, counts.cancelled())
        .forEach((state, count) -> states.merge(List.of(state.name()), (long) count, Long::sum));
  }

  private double used(Job job) {
    Usd whole = job.bounds().budget();
    Optional<Usd> left = budgetLeft.apply(job);
    return whole == null || left.isEmpty()
        ? 0
        : 1 - left.get().toDecimal().doubleValue() / whole.toDecimal().doubleValue();
  }

  @Override
  public void forget() {
    List.of(jobs, waiting, chunks, pairs, budget).forEach(Gauges::clear);
  }
}
