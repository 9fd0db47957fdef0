package dev.foray.benchmarks.compare;

/** One way to do a workload's work. */
public interface Contestant {

  /** What it is called in tables and plots. */
  String name();

  /** What comes before the clock starts, such as a process that stands by in earnest, too. */
  default void prepare() throws Exception {}

  /**
   * Does the work once, from nothing to the last commit.
   *
   * @return when nothing of it works any more
   * @throws Exception if the work was not done; the comparison ends
   */
  Took run() throws Exception;

  /** Ends what {@link #prepare} has started. */
  default void close() throws Exception {}

  /**
   * @param seconds of the work
   * @param typed seconds until who has typed the command has their prompt back
   */
  record Took(double seconds, double typed) {}
}
