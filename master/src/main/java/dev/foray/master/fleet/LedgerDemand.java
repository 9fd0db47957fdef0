package dev.foray.master.fleet;

import dev.foray.master.fleet.Demand.Need;
import dev.foray.master.ledger.ChunkCounts;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The demand that stands in the ledger. Jobs whose plan is not there yet are taken for one chunk
 * together, so that a node boots meanwhile; one that is being cancelled wants nothing, and one that
 * is paused, or that its budget holds, only what runs. Chunks are counted as far as they make a
 * difference, so a job of a million costs no more than one of a hundred. Of one that has an end or
 * a budget to keep to all are, from sums. Thread-safe.
 */
public final class LedgerDemand implements Supplier<Demand> {
  private static final Need UNPLANNED = new Need(1, 1);

  private final Ledger ledger;
  private final Function<Job, Order.Settings> settings;
  private final JobTerms terms;
  private final int enoughChunks;

  /**
   * @param settings the settings that hold for a job
   */
  public LedgerDemand(
      Ledger ledger, Function<Job, Order.Settings> settings, Sizing sizing, JobTerms terms) {
    this.ledger = ledger;
    this.terms = terms;
    this.settings = settings;
    this.enoughChunks = sizing.enoughChunks();
  }

  @Override
  public Demand get() {
    List<Job> jobs =
        ledger
            .jobs()
            .inState(EnumSet.of(JobState.ACCEPTED, JobState.PLANNING, JobState.RUNNING))
            .stream()
            .filter(job -> job.cancelRequestedBy() == null)
            .toList();
    terms.keepOnly(jobs.stream().map(Job::id).toList());
    Stream<Need> planned = jobs.stream().filter(LedgerDemand::isPlanned).map(this::need);
    Stream<Need> unplanned =
        jobs.stream()
            .filter(job -> !isPlanned(job) && !job.isPlanAlone() && job.mayBegin())
            .limit(1)
            .map(job -> UNPLANNED);
    boolean isBound = jobs.stream().anyMatch(JobTerms::isBound);
    return new Demand(
        Stream.concat(planned, unplanned).toList(), isBound ? terms.rates() : Rates.UNKNOWN);
  }

  private static boolean isPlanned(Job job) {
    return job.state() == JobState.RUNNING;
  }

  private Need need(Job job) {
    List<ChunkState> open = ledger.chunks().open(job.id(), enoughChunks);
    int running = Collections.frequency(open, ChunkState.RUNNING);
    return job.mayBegin() && !terms.isHeld(job)
        ? new Need(job.id(), left(job, open), most(job), terms.of(job))
        : new Need(job.id(), running, running, Terms.NONE);
  }

  /** All of them where they are to be done in time, or for so much. */
  private int left(Job job, List<ChunkState> open) {
    if (!JobTerms.isBound(job) || open.size() < enoughChunks) {
      return open.size();
    }
    ChunkCounts counts = ledger.chunks().counts(job.id());
    return Math.max(open.size(), counts.ready() + counts.running());
  }

  private int most(Job job) {
    return job.limited(settings.apply(job).maxRunningChunks());
  }
}
