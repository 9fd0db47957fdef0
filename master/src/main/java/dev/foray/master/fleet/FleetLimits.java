package dev.foray.master.fleet;

import java.time.Duration;

/**
 * The longest that a node is waited for.
 *
 * @param boot from its launch until its worker registers; then it is ended and replaced
 * @param silence without any worker on it; then it is ended
 * @param drain from the moment that its drained worker is idle until it has left; then it is ended
 * @param end from the first attempt to end it until somebody is told that it is still there
 * @param grace how long a launched node may not be seen, and one unknown to the ledger be left
 *     alone
 */
public record FleetLimits(
    Duration boot, Duration silence, Duration drain, Duration end, Duration grace) {

  /** For machines that have to be found, to boot and to be given what they run. */
  public static FleetLimits forInstances() {
    return new FleetLimits(
        Duration.ofMinutes(8),
        Duration.ofMinutes(2),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofMinutes(2));
  }

  /** For processes on this host. */
  public static FleetLimits forProcesses() {
    return new FleetLimits(
        Duration.ofMinutes(2),
        Duration.ofMinutes(1),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ZERO);
  }
}
