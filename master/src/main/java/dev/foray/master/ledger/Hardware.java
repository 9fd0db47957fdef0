package dev.foray.master.ledger;

import java.util.Locale;

/**
 * The machine that a node is.
 *
 * @param instance what its cloud calls it, such as {@code i-0123456789abcdef0}
 * @param type such as {@code m7i.large}
 * @param zone where it stands
 * @param market how it is paid for
 */
public record Hardware(String instance, String type, String zone, Market market) {

  /** For people: {@code m7i.large spot eu-central-1a i-0123456789abcdef0}. */
  @Override
  public String toString() {
    String paid = market.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return String.join(" ", type, paid, zone, instance).replaceAll(" +", " ").strip();
  }

  /** How an instance is paid for. */
  public enum Market {
    /** Cheap, and taken back with two minutes' notice. */
    SPOT,
    ON_DEMAND
  }
}
