package dev.foray.master.fleet;

import dev.foray.master.fleet.Demand.Need;
import dev.foray.protocol.Usd;
import java.time.Duration;

/**
 * How one job would go on alone with so many nodes. Its chunks are taken to be alike, so they end
 * in rounds, a chunk on each slot. Nodes that are up work at once; others are paid for while they
 * boot, and for a minute at least. Pure.
 *
 * @param mostRunningChunks chunks that may run at once, of all jobs
 * @param up nodes that are there already, with the slots of any other
 */
record Forecast(Need need, Rates rates, int slotsPerNode, int mostRunningChunks, int up) {
  /** What EC2 bills of an instance that ends sooner. */
  static final Duration LEAST_BILLED = Duration.ofMinutes(1);

  /** Until the last chunk ends; never longer with more nodes. */
  Duration lasts(int nodes) {
    Duration withThoseThere = rounds(need.chunks(), Math.min(nodes, up));
    if (nodes <= up) {
      return withThoseThere;
    }
    long doneMeanwhile = slots(up) * rates.boot().dividedBy(need.terms().chunk());
    Duration withAll = rates.boot().plus(rounds(need.chunks() - doneMeanwhile, nodes));
    return up > 0 && withThoseThere.compareTo(withAll) < 0 ? withThoseThere : withAll;
  }

  /** What that costs from now on; nothing where no price is known. */
  Usd costs(int nodes) {
    return costs(nodes, lasts(nodes));
  }

  /** What a node costs until it has done one chunk. */
  Usd costsAtLeast() {
    Duration chunk = need.terms().chunk();
    return costs(1, up > 0 ? chunk : rates.boot().plus(chunk));
  }

  /** How long one node can be paid with that. */
  Duration paidFor(Usd left) {
    Usd perHour = rates.usdPerHour();
    if (perHour == null || perHour.millionths() == 0) {
      return lasts(1);
    }
    return Duration.ofMillis((long) (left.millionths() / (perHour.millionths() / 3_600_000.0)));
  }

  private Usd costs(int nodes, Duration lasts) {
    Usd perHour = rates.usdPerHour();
    if (perHour == null) {
      return Usd.ZERO;
    }
    Duration billed = lasts.compareTo(LEAST_BILLED) < 0 ? LEAST_BILLED : lasts;
    int there = Math.min(nodes, up); // Their first minute is paid for.
    return perHour
        .anHourFor(lasts)
        .times(there)
        .plus(perHour.anHourFor(billed).times((long) nodes - there));
  }

  private Duration rounds(long chunks, int nodes) {
    long slots = Math.max(1, slots(nodes));
    return need.terms().chunk().multipliedBy((Math.max(0, chunks) + slots - 1) / slots);
  }

  /** Those that the job can use of so many nodes. */
  long slots(int nodes) {
    return Math.min((long) nodes * slotsPerNode, Math.min(need.mostAtOnce(), mostRunningChunks));
  }
}
