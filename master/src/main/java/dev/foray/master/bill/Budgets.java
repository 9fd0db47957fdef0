package dev.foray.master.bill;

import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Meter;
import dev.foray.master.wait.Wait;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Whether a job may begin more chunks, as far as its budget goes: not before a price is known, as
 * after a restart with a cloud that is silent. What the nodes that are there cost until a chunk
 * that begins now has ended is kept back, so that what runs can finish within the budget.
 * Thread-safe.
 */
public final class Budgets {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Ledger ledger;
  private final JobBills bills;
  private final Estimates estimates;
  private final Prices prices;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Map<JobId, Looked> looked = new ConcurrentHashMap<>();
  private final Set<JobId> held = ConcurrentHashMap.newKeySet();

  /**
   * @param nanoTime when it was looked
   * @param budget of the job, then
   * @param kept what is not to be spent on what begins
   */
  private record Looked(long nanoTime, Usd budget, Usd spent, Usd kept) {
    boolean isUsedUp() {
      return spent.plus(kept).isMoreThan(budget);
    }
  }

  /**
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public Budgets(
      Ledger ledger,
      JobBills bills,
      Estimates estimates,
      Prices prices,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.ledger = ledger;
    this.bills = bills;
    this.estimates = estimates;
    this.prices = prices;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** What is not spent of a job's budget yet, less than zero where more was; empty: it has none. */
  public Optional<Usd> left(Job job) {
    return Optional.ofNullable(job.bounds().budget())
        .map(budget -> budget.minus(look(job, budget).spent()));
  }

  /** What of its budget holds the job. The log says when that begins, and when it ends. */
  public Optional<Wait> holdsBack(Job job) {
    Usd budget = job.bounds().budget();
    Optional<Wait> wait = budget == null ? Optional.empty() : wait(job, budget);
    if (wait.isEmpty()) {
      if (held.remove(job.id())) {
        BillLog.goesOn(job.id());
      }
    } else if (held.add(job.id())) {
      BillLog.held(job.id(), wait.get());
    }
    return wait;
  }

  private Optional<Wait> wait(Job job, Usd budget) {
    if (prices.dearest().isEmpty()) {
      return Optional.of(new Wait.PriceUnknown(job.id(), prices.sentence()));
    }
    Looked now = look(job, budget);
    return now.isUsedUp()
        ? Optional.of(new Wait.BudgetUsed(job.id(), now.budget(), now.spent()))
        : Optional.empty();
  }

  /** Drops what is known of other jobs. */
  public void keepOnly(List<JobId> jobs) {
    looked.keySet().retainAll(jobs);
    held.retainAll(jobs);
  }

  /** A moment ago will do. */
  private Looked look(Job job, Usd budget) {
    long now = nanoTime.getAsLong();
    Looked last = looked.get(job.id());
    if (last != null && last.budget().equals(budget) && now - last.nanoTime() < FRESH.toNanos()) {
      return last;
    }
    List<Meter> meters = ledger.meters().since(job.submittedAt());
    Usd spent = bills.add(job, meters, Instant.MAX).usd();
    Looked looks = new Looked(now, budget, spent, kept(job, meters));
    looked.put(job.id(), looks);
    return looks;
  }

  private Usd kept(Job job, List<Meter> meters) {
    Duration chunk = estimates.chunk(job).lasts();
    List<Meter> running = meters.stream().filter(Meter::isRunning).toList();
    if (running.isEmpty()) {
      Duration first = estimates.boot().plus(chunk);
      return prices.dearest().map(price -> leastOf(price, first)).orElse(Usd.ZERO);
    }
    Instant now = clock.instant();
    return running.stream()
        .map(meter -> meter.cost(meter.billed(now, now.plus(chunk), Instant.MAX)))
        .map(cost -> cost.orElse(Usd.ZERO))
        .reduce(Usd.ZERO, Usd::plus);
  }

  private static Usd leastOf(Usd price, Duration time) {
    Duration least = Duration.ofMinutes(1);
    return price.anHourFor(time.compareTo(least) < 0 ? least : time);
  }
}
