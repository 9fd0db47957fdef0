package dev.foray.master.bill;

import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Meter;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * What jobs have cost: all nodes of this Master, from the job's submission until its end. Where no
 * other job goes on then, until the nodes are gone, or the next job is submitted. So the bills of
 * jobs that run one after the other add up to that of the nodes; of jobs that run at the same time
 * each has what all nodes cost meanwhile. Thread-safe.
 */
public final class JobBills {
  private final Ledger ledger;
  private final InstantSource clock;

  public JobBills(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  public Bill of(Job job) {
    Instant until = ledger.jobs().billedUntil(job);
    return add(job, ledger.meters().since(job.submittedAt()), until);
  }

  /**
   * @param meters of the nodes that were there since the job's submission
   */
  Bill add(Job job, List<Meter> meters, Instant until) {
    Instant now = clock.instant();
    int nodes = 0;
    int unpriced = 0;
    Duration billed = Duration.ZERO;
    Usd usd = Usd.ZERO;
    for (Meter meter : meters) {
      Duration part = meter.billed(job.submittedAt(), now, until);
      if (!part.isZero()) {
        nodes++;
        billed = billed.plus(part);
        unpriced += meter.usdPerHour() == null ? 1 : 0;
        usd = usd.plus(meter.cost(part).orElse(Usd.ZERO));
      }
    }
    return new Bill(
        nodes, billed.toSeconds(), usd, unpriced, job.bounds().budget(), job.dueAt().orElse(null));
  }
}
