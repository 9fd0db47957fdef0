package dev.foray.master.ledger;

/**
 * The machine that a node is.
 *
 * @param instance what its cloud calls it, such as {@code i-0123456789abcdef0}
 * @param type such as {@code m7i.large}
 * @param zone where it stands
 * @param market how it is paid for
 */
public record Hardware(String instance, String type, String zone, Market market) {

  /** How an instance is paid for. */
  public enum Market {
    /** Cheap, and taken back with two minutes' notice. */
    SPOT,
    ON_DEMAND
  }
}
