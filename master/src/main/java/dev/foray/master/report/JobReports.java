package dev.foray.master.report;

import dev.foray.master.bill.ChunkEstimate;
import dev.foray.master.ledger.Attempt;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.NodeLife;
import dev.foray.master.ledger.Release;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.Order;
import dev.foray.protocol.ReportAdmin.Code;
import dev.foray.protocol.ReportAdmin.Expected;
import dev.foray.protocol.ReportAdmin.NodeShare;
import dev.foray.protocol.ReportAdmin.Report;
import dev.foray.protocol.ReportAdmin.StepTry;
import dev.foray.protocol.ReportAdmin.Straggler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts a job's report together, by one pass over its attempts. Thread-safe. */
public final class JobReports {
  private static final int MOST_NODES = 2_000;
  private static final int MOST_NODES_SHOWN = 200;
  private static final int MOST_FAILURES = 5_000;
  private static final int MOST_SKIPPED = 100;

  private final Ledger ledger;
  private final String version;
  private final Function<Job, ChunkEstimate> estimates;
  private final InstantSource clock;

  /** What is known of a job's chunk. */
  public interface ChunkViews {
    Optional<ChunkSummary> of(Job job, int chunk);
  }

  /**
   * @param version of Foray
   * @param estimates how long a chunk of a job was expected to last
   */
  public JobReports(
      Ledger ledger, String version, Function<Job, ChunkEstimate> estimates, InstantSource clock) {
    this.ledger = ledger;
    this.version = version;
    this.estimates = estimates;
    this.clock = clock;
  }

  /**
   * @param summary the job as it stands
   * @param why what it waits for
   */
  public Report of(Job job, JobSummary summary, String why, ChunkViews chunks) {
    Instant now = clock.instant();
    Instant end = job.endedAt() == null ? now : job.endedAt();
    Instant billed = ledger.jobs().billedUntil(job);
    Instant until = billed.isAfter(now) ? now : billed;
    List<NodeLife> lives = lives(job, until);
    SpanSums sums = new SpanSums(job.submittedAt(), end, now);
    lives.forEach(life -> life.workers().forEach(sums::add));
    ledger.spans().each(job.id(), sums::add);
    ChunkEstimate expected = estimates.apply(job);
    return new Report(
        now,
        version,
        summary,
        why,
        code(job),
        new Expected(expected.lasts().toMillis(), expected.source()),
        List.copyOf(ledger.spans().ofSteps(job.id()).stream().map(JobReports::stepTry).toList()),
        sums.outcomes(),
        sums.timeline(),
        sums.durations(),
        sums.spent(),
        stragglers(job, sums, chunks),
        causes(job).list(),
        List.copyOf(ledger.skipped().page(job.id(), 0, MOST_SKIPPED)),
        shares(lives, new NodeShares(job, sums, until, now)),
        lives.size());
  }

  private static List<Straggler> stragglers(Job job, SpanSums sums, ChunkViews chunks) {
    return List.copyOf(
        sums.longest().stream()
            .flatMap(
                held ->
                    chunks.of(job, held.chunk()).stream()
                        .map(chunk -> new Straggler(chunk, held.millis(), held.startMillis())))
            .toList());
  }

  /** Of one that was gone by then, a minute may still be billed. */
  private List<NodeLife> lives(Job job, Instant until) {
    return ledger.nodeLives().between(job.submittedAt(), until, MOST_NODES).stream()
        .filter(life -> isOf(job, life, until))
        .toList();
  }

  private static boolean isOf(Job job, NodeLife life, Instant until) {
    Instant ended = life.node().endedAt();
    return ended == null
        || ended.isAfter(job.submittedAt())
        || life.meter()
            .filter(meter -> !meter.billed(job.submittedAt(), until, until).isZero())
            .isPresent();
  }

  private static List<NodeShare> shares(List<NodeLife> lives, NodeShares shares) {
    return List.copyOf(lives.stream().limit(MOST_NODES_SHOWN).map(shares::of).toList());
  }

  private FailureCauses causes(Job job) {
    FailureCauses causes = new FailureCauses();
    ledger.spans().failed(job.id(), MOST_FAILURES).forEach(causes::add);
    return causes;
  }

  private Code code(Job job) {
    Optional<Release> release = ledger.releases().find(job.release());
    return new Code(
        job.release(),
        release.map(Release::version).orElse(null),
        release.map(Release::givenBy).orElse(null),
        release.map(Release::createdAt).orElse(job.submittedAt()),
        release.map(one -> one.jars().size()).orElse(0),
        release.map(JobReports::bytes).orElse(0L));
  }

  private static long bytes(Release release) {
    return release.jars().stream().mapToLong(Order.Jar::bytes).sum();
  }

  private static StepTry stepTry(Attempt attempt) {
    return new StepTry(attempt.id(), attempt.state(), attempt.dispatchedAt(), attempt.endedAt());
  }
}
