package dev.foray.master.fleet;

import dev.foray.master.fleet.Demand.Need;
import dev.foray.master.fleet.Size.Reason;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Usd;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many nodes the jobs want, and how many slots they can use at all. Pure: the same answer for
 * the same demand. A node is started for about four chunks a slot, since a start costs something;
 * where a job has an end or a budget to keep to, for as many as that takes, or allows. Once a node
 * is there it is kept as long as any chunk could use its slots.
 *
 * @param maxNodes nodes at once, whatever their state
 * @param mostRunningChunks chunks that the database's connections allow at once
 */
public record Sizing(int maxNodes, int slotsPerNode, int mostRunningChunks) {
  static final int CHUNKS_PER_SLOT = 4;

  /** Chunks are not all alike: a tenth of the time that is left is kept in hand. */
  private static final double IN_TIME = 0.9;

  public Sizing {
    if (maxNodes < 1 || slotsPerNode < 1 || mostRunningChunks < 1) {
      throw new IllegalArgumentException(
          "a fleet of %d nodes with %d slots, for %d chunks at once, can't work: each is at least 1"
              .formatted(maxNodes, slotsPerNode, mostRunningChunks));
    }
  }

  /**
   * What all jobs want together.
   *
   * @param nodes to have; never more than chunks left, 0 where none is
   * @param byJob each job's own
   */
  public record Wanted(int nodes, Map<JobId, Size> byJob) {
    static final Wanted NOTHING = new Wanted(0, Map.of());

    /** Whether a person would say that it is another answer. */
    boolean isLike(Wanted other) {
      return nodes == other.nodes && reasons().equals(other.reasons());
    }

    private Map<JobId, Reason> reasons() {
      Map<JobId, Reason> reasons = new LinkedHashMap<>();
      byJob.forEach((job, size) -> reasons.put(job, size.reason()));
      return reasons;
    }
  }

  /**
   * @param up nodes that are there already, and work
   */
  Wanted wanted(Demand demand, int up) {
    Map<JobId, Size> byJob = new LinkedHashMap<>();
    long slots = 0;
    for (Need need : demand.needs()) {
      Size size = size(need, demand.rates(), up);
      slots += size.slots();
      JobId job = need.job();
      if (job != null) {
        byJob.put(job, size);
      }
    }
    int nodes = Math.min(maxNodes, ceil(Math.min(slots, mostRunningChunks), slotsPerNode));
    return new Wanted(nodes, byJob);
  }

  /** One job's, as if it were alone. */
  public Size size(Need need, Rates rates, int up) {
    Forecast forecast = new Forecast(need, rates, slotsPerNode, mostRunningChunks, up);
    int useful = Math.min(need.chunks(), Math.min(need.mostAtOnce(), mostRunningChunks));
    if (useful <= 0) {
      return new Size(
          0,
          0,
          Reason.NOTHING,
          Duration.ZERO,
          Usd.ZERO,
          need.chunks() == 0 ? "no node: no chunk is left" : "no node: no chunk may run");
    }
    int most = Math.min(maxNodes, ceil(useful, slotsPerNode));
    int usualSlots = Math.min(useful, ceil(need.chunks(), CHUNKS_PER_SLOT));
    int usual = Math.min(most, ceil(usualSlots, slotsPerNode));
    SizeWording wording = new SizeWording(this, need, forecast);
    if (!need.terms().isBound()) {
      Duration lasts = forecast.lasts(usual);
      String why = wording.usual(usual);
      return new Size(usual, usualSlots, Reason.USUAL, lasts, forecast.costs(usual), why);
    }
    return bound(need, forecast, usual, most, wording);
  }

  private static Size bound(
      Need need, Forecast forecast, int usual, int most, SizeWording wording) {
    Usd left = need.terms().usdLeft();
    IntPredicate isPaid = n -> left == null || !forecast.costs(n).isMoreThan(left);
    if (!isPaid.test(1)) { // One never costs more than several do: less is booted.
      return unpaid(need, forecast, left == null ? Usd.ZERO : left, wording);
    }
    Duration timeLeft = need.terms().timeLeft();
    int nodes = timeLeft == null ? last(usual, isPaid) : soonest(forecast, timeLeft, most, isPaid);
    Reason reason = reason(forecast, nodes, usual, timeLeft);
    boolean isShort = reason == Reason.BUDGET || (reason == Reason.LATE && nodes < most);
    return new Size(
        nodes,
        slots(need, forecast, nodes),
        reason,
        forecast.lasts(nodes),
        forecast.costs(nodes),
        wording.bound(nodes, reason, isShort));
  }

  private static Reason reason(
      Forecast forecast, int nodes, int usual, @Nullable Duration timeLeft) {
    if (timeLeft == null) {
      return nodes < usual ? Reason.BUDGET : Reason.USUAL;
    }
    return forecast.lasts(nodes).compareTo(timeLeft) > 0 ? Reason.LATE : Reason.IN_TIME;
  }

  /** The fewest that end in time; else the most. */
  private static int soonest(Forecast forecast, Duration left, int most, IntPredicate isPaid) {
    Duration target = Duration.ofMillis((long) (left.toMillis() * IN_TIME));
    Optional<Integer> enough =
        IntStream.rangeClosed(1, most)
            .filter(isPaid)
            .filter(n -> forecast.lasts(n).compareTo(target) <= 0)
            .boxed()
            .findFirst();
    return enough.orElseGet(() -> last(most, isPaid));
  }

  private static int last(int most, IntPredicate isPaid) {
    return IntStream.rangeClosed(1, most).filter(isPaid).max().orElse(1);
  }

  /** The fewest nodes waste the least on booting, so one goes on for as long as it can be paid. */
  private static Size unpaid(Need need, Forecast forecast, Usd left, SizeWording wording) {
    if (forecast.costsAtLeast().isMoreThan(left)) {
      return new Size(0, 0, Reason.BUDGET_USED_UP, Duration.ZERO, Usd.ZERO, wording.usedUp(left));
    }
    Duration lasts = forecast.paidFor(left);
    return new Size(
        1,
        slots(need, forecast, 1),
        Reason.BUDGET_ENDS_BEFORE,
        lasts,
        left,
        wording.endsBefore(left, lasts));
  }

  private static int slots(Need need, Forecast forecast, int nodes) {
    return (int) Math.min(need.chunks(), forecast.slots(nodes));
  }

  /** Slots that a chunk could still need: one for each chunk left, within the limits. */
  int slotsUseful(Demand demand) {
    return Math.min(demand.slots(Need::chunks), mostRunningChunks);
  }

  /** Slots of as many nodes as there may be, within the limit of the connections. */
  public int mostSlots() {
    return (int) Math.min((long) maxNodes * slotsPerNode, mostRunningChunks);
  }

  /** Chunks that so many nodes can run at once, within the limit of the connections. */
  int atOnce(int nodes) {
    return (int) Math.min((long) nodes * slotsPerNode, mostRunningChunks);
  }

  /** As many chunks as make a difference: with more, the answers are the same. */
  int enoughChunks() {
    return Math.multiplyExact(Math.multiplyExact(maxNodes, slotsPerNode), CHUNKS_PER_SLOT);
  }

  private static int ceil(long number, int divisor) {
    return (int) ((number + divisor - 1) / divisor);
  }
}
