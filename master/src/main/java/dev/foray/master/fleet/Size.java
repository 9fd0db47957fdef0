package dev.foray.master.fleet;

import dev.foray.protocol.Usd;
import java.time.Duration;

/**
 * How many nodes a job is worth, and why. As numbers it is a plan: with so many nodes, for so long,
 * at that cost.
 *
 * @param slots of those nodes that the job can use
 * @param lasts until the last chunk ends, or until the budget is used up
 * @param usd what it is planned to cost; zero where no price is known
 * @param why one sentence for a person, without a stop at its end
 */
public record Size(int nodes, int slots, Reason reason, Duration lasts, Usd usd, String why) {

  /** What decided. */
  public enum Reason {
    /** Nothing is to do, or nothing may run. */
    NOTHING,
    /** Chunks enough for each slot. */
    USUAL,
    /** It will be done in time. */
    IN_TIME,
    /** More nodes would be wanted, but there may not be more. */
    LATE,
    /** More nodes would be wanted, but the budget does not reach for them. */
    BUDGET,
    /** The budget does not reach for all chunks. */
    BUDGET_ENDS_BEFORE,
    /** The budget does not reach for one more chunk. */
    BUDGET_USED_UP
  }
}
