package dev.foray.master.fleet;

import dev.foray.master.fleet.Demand.Need;
import dev.foray.master.ledger.Chunk;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The demand that stands in the ledger. Jobs whose plan is not there yet are taken for one chunk
 * together, so that a node boots meanwhile; one that is being cancelled wants nothing, and one that
 * is paused only what runs. Chunks are counted as far as they make a difference, so a job of a
 * million costs no more than one of a hundred. Thread-safe.
 */
public final class LedgerDemand implements Supplier<Demand> {
  private static final Need UNPLANNED = new Need(1, 1);

  private final Ledger ledger;
  private final Function<Job, Order.Settings> settings;
  private final int enoughChunks;

  /**
   * @param settings the settings that hold for a job
   */
  public LedgerDemand(Ledger ledger, Function<Job, Order.Settings> settings, Sizing sizing) {
    this.ledger = ledger;
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
    Stream<Need> planned = jobs.stream().filter(LedgerDemand::isPlanned).map(this::need);
    Stream<Need> unplanned =
        jobs.stream()
            .filter(job -> !isPlanned(job) && job.mayBegin())
            .limit(1)
            .map(job -> UNPLANNED);
    return new Demand(Stream.concat(planned, unplanned).toList());
  }

  private static boolean isPlanned(Job job) {
    return job.state() == JobState.RUNNING;
  }

  private Need need(Job job) {
    List<Chunk> open = ledger.chunks().open(job.id(), enoughChunks);
    int running = (int) open.stream().filter(chunk -> chunk.state() == ChunkState.RUNNING).count();
    return job.mayBegin()
        ? need(job, open.size(), job.limited(settings.apply(job).maxRunningChunks()))
        : need(job, running, running);
  }

  private static Need need(Job job, int chunks, int mostAtOnce) {
    return new Need(job.id(), chunks, mostAtOnce, Terms.NONE);
  }
}
