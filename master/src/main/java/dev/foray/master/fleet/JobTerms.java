package dev.foray.master.fleet;

import dev.foray.master.bill.Budgets;
import dev.foray.master.bill.ChunkEstimate;
import dev.foray.master.bill.Estimates;
import dev.foray.master.bill.Prices;
import dev.foray.master.ledger.Job;
import dev.foray.protocol.JobId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What jobs are to keep to, and what nodes take, as far as is known now. Thread-safe. */
public final class JobTerms {
  private final Estimates estimates;
  private final Budgets budgets;
  private final Prices prices;
  private final InstantSource clock;

  public JobTerms(Estimates estimates, Budgets budgets, Prices prices, InstantSource clock) {
    this.estimates = estimates;
    this.budgets = budgets;
    this.prices = prices;
    this.clock = clock;
  }

  static boolean isBound(Job job) {
    return job.bounds().finishWithin() != null || job.bounds().budget() != null;
  }

  Terms of(Job job) {
    return isBound(job) ? bound(job, estimates.chunk(job)) : Terms.NONE;
  }

  /** As if it were submitted now. */
  Terms planned(Job job) {
    ChunkEstimate chunk = estimates.chunk(job);
    return new Terms(
        chunk.lasts(), chunk.source(), job.bounds().finishWithin(), job.bounds().budget());
  }

  String priceSentence() {
    return prices.sentence();
  }

  private Terms bound(Job job, ChunkEstimate chunk) {
    return new Terms(
        chunk.lasts(),
        chunk.source(),
        job.dueAt().map(due -> Duration.between(clock.instant(), due)).orElse(null),
        budgets.left(job).orElse(null));
  }

  boolean isHeld(Job job) {
    return budgets.holdsBack(job).isPresent();
  }

  Rates rates() {
    return new Rates(estimates.boot(), prices.dearest().orElse(null));
  }

  /** Drops what is known of other jobs. */
  void keepOnly(List<JobId> jobs) {
    budgets.keepOnly(jobs);
  }
}
