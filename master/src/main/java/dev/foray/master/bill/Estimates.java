package dev.foray.master.bill;

import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.protocol.JobId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how long things will take: chunks, as the job's own have lasted, else those of
 * an earlier job of its class, else as assumed; nodes, as the last ones took to boot. Thread-safe.
 */
public final class Estimates {
  /** Chunks are to be cut to about a minute. */
  public static final Duration ASSUMED_CHUNK = Duration.ofMinutes(1);

  private final Ledger ledger;
  private final String fleet;
  private final Duration assumedBoot;

  /**
   * @param fleet its name
   * @param assumedBoot where no node has booted yet
   */
  public Estimates(Ledger ledger, String fleet, Duration assumedBoot) {
    this.ledger = ledger;
    this.fleet = fleet;
    this.assumedBoot = assumedBoot;
  }

  /** From a node's request until its worker is there. */
  public Duration boot() {
    return ledger.meters().boot(fleet).orElse(assumedBoot);
  }

  public ChunkEstimate chunk(Job job) {
    return ledger
        .chunkTimes()
        .of(job.id())
        .map(measured -> new ChunkEstimate(measured, "measured"))
        .or(() -> ledger.chunkTimes().earlier(job.id(), job.jobClass()).flatMap(this::as))
        .orElseGet(() -> assumed(job.bounds().chunkLasts()));
  }

  /** What a chunk spends in read, map and write; empty: nothing is known of such chunks. */
  public Optional<Duration> work(Job job) {
    return ledger
        .chunkTimes()
        .work(job.id())
        .or(
            () ->
                ledger
                    .chunkTimes()
                    .earlier(job.id(), job.jobClass())
                    .flatMap(ledger.chunkTimes()::work));
  }

  /** What was known when no chunk of the job had run. */
  public ChunkEstimate beforehand(Job job) {
    return ledger
        .chunkTimes()
        .before(job.id(), job.jobClass())
        .flatMap(this::as)
        .orElseGet(() -> assumed(job.bounds().chunkLasts()));
  }

  private static ChunkEstimate assumed(@Nullable Duration said) {
    return said == null
        ? new ChunkEstimate(ASSUMED_CHUNK, "assumed")
        : new ChunkEstimate(said, "as you say");
  }

  private Optional<ChunkEstimate> as(JobId earlier) {
    return ledger
        .chunkTimes()
        .of(earlier)
        .map(measured -> new ChunkEstimate(measured, "as in " + earlier));
  }
}
