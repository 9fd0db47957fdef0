package dev.foray.benchmarks.fence;

/**
 * What a number of chunks took: seconds of the clock, seconds of the CPU of each process, and the
 * database's transactions.
 */
record Spent(double wall, double runner, double postgres, double master, double transactions) {

  double cpu() {
    return runner + postgres + master;
  }
}
