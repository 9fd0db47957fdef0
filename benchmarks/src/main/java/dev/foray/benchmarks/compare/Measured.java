package dev.foray.benchmarks.compare;

/**
 * One run of one contestant.
 *
 * @param round from 1
 * @param value what the contest is about, in its unit
 * @param typed seconds until who has typed the command has their prompt back; 0 where nobody has
 * @param cpu CPU-seconds of the contestant's processes; 0 where that was not asked
 * @param serverCpu CPU-seconds of PostgreSQL meanwhile; 0 as before
 */
public record Measured(
    String contestant, int round, double value, double typed, double cpu, double serverCpu) {

  /** Where nothing else was asked. */
  public static Measured of(String contestant, int round, double value) {
    return new Measured(contestant, round, value, 0, 0, 0);
  }

  double allCpu() {
    return cpu + serverCpu;
  }
}
