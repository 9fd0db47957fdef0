package dev.foray.benchmarks.compare;

/** One question of a comparison, such as who does a workload soonest. */
public interface Contest {

  /** As it is typed. */
  String name();

  /** A line above its table. */
  String title();

  /** What is measured, and in what: {@code seconds}. */
  String figure();

  /**
   * Measures each contestant so often, in turns.
   *
   * @throws Exception if one of them did not do the work; the comparison ends
   */
  Outcome run(int rounds) throws Exception;
}
