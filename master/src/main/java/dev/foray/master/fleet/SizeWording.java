package dev.foray.master.fleet;

import dev.foray.master.fleet.Demand.Need;
import dev.foray.master.fleet.Size.Reason;
import dev.foray.protocol.Usd;
import java.time.Duration;
import java.util.Objects;

/** Why a job is worth so many nodes, in one sentence. Pure. */
record SizeWording(Sizing sizing, Need need, Forecast forecast) {

  /** Of a job that is to keep to nothing. */
  String usual(int nodes) {
    return nodes(nodes)
        + " for "
        + (need.chunks() < sizing.enoughChunks() ? chunks() : "at least " + chunks())
        + ": about "
        + Sizing.CHUNKS_PER_SLOT
        + " chunks for each of a node's "
        + sizing.slotsPerNode()
        + " slots are worth one"
        + limit(nodes);
  }

  /**
   * Of a job that is to keep to something, and can be done within its budget.
   *
   * @param isShort whether the budget reaches for fewer nodes than would be wanted
   */
  String bound(int nodes, Reason reason, boolean isShort) {
    return nodes(nodes)
        + " for "
        + chunks()
        + " of "
        + length(need.terms().chunk())
        + " ("
        + need.terms().source()
        + "), done in about "
        + length(forecast.lasts(nodes))
        + cost(nodes)
        + ": "
        + (reason == Reason.IN_TIME ? "in time, as " : reason == Reason.LATE ? late(nodes) : "")
        + because(nodes, reason, isShort);
  }

  private String because(int nodes, Reason reason, boolean isShort) {
    if (isShort) {
      return "more nodes would cost more than the "
          + Objects.requireNonNull(need.terms().usdLeft())
          + " USD that the budget leaves";
    }
    return switch (reason) {
      case IN_TIME ->
          length(Objects.requireNonNull(need.terms().timeLeft())) + " are left to finish within";
      case LATE -> "more are not to be had" + limit(nodes);
      default -> "the budget leaves " + Objects.requireNonNull(need.terms().usdLeft()) + " USD";
    };
  }

  private String late(int nodes) {
    Duration left = Objects.requireNonNull(need.terms().timeLeft());
    return length(forecast.lasts(nodes).minus(left)) + " too late, and ";
  }

  private String cost(int nodes) {
    return forecast.rates().usdPerHour() == null
        ? ""
        : " for " + forecast.costs(nodes) + " USD at most";
  }

  /** Of a job whose budget does not reach for all of its chunks. */
  String endsBefore(Usd left, Duration lasts) {
    return "1 node for about "
        + length(lasts)
        + ", until the budget is used up: it leaves "
        + left
        + " USD, and "
        + chunks()
        + " of "
        + length(need.terms().chunk())
        + " ("
        + need.terms().source()
        + ") cost "
        + forecast.costs(1);
  }

  String usedUp(Usd left) {
    return "no node: the budget leaves "
        + left
        + " USD, and a node costs "
        + forecast.costsAtLeast()
        + " before it has done a chunk of "
        + length(need.terms().chunk())
        + " ("
        + need.terms().source()
        + ")";
  }

  /** What keeps it from more, where something does. */
  private String limit(int nodes) {
    if (nodes * (long) sizing.slotsPerNode() >= need.chunks()) {
      return "";
    }
    if (nodes == sizing.maxNodes()) {
      return "; --max-nodes allows no more";
    }
    long slots = nodes * (long) sizing.slotsPerNode();
    if (slots >= need.mostAtOnce()) {
      return "; the job runs at most " + need.mostAtOnce() + " chunks at once";
    }
    return slots >= sizing.mostRunningChunks()
        ? "; the database's connections allow no more, as --max-db-connections says"
        : "";
  }

  private String chunks() {
    return need.chunks() == 1
        ? "the 1 chunk that is left"
        : need.chunks() + " chunks that are left";
  }

  private static String nodes(int nodes) {
    return nodes + (nodes == 1 ? " node" : " nodes");
  }

  /** {@code 45 s}, {@code 12 min}, {@code 2 h 05 min}; rounded up. */
  static String length(Duration length) {
    long seconds = length.plusMillis(999).toSeconds();
    if (seconds <= 120) {
      return seconds + " s";
    }
    long minutes = (seconds + 59) / 60;
    return minutes < 120 ? minutes + " min" : "%d h %02d min".formatted(minutes / 60, minutes % 60);
  }
}
