package dev.foray.benchmarks.compare;

import java.util.List;

/**
 * What a workload's trial has brought.
 *
 * @param standings of the contestants in their order, the one that the others are measured by first
 * @param runs in the order in which they were taken
 */
record Outcome(Workload workload, List<Standing> standings, List<Measured> runs) {

  static Outcome of(Workload workload, List<Measured> runs) {
    return new Outcome(workload, Standing.of(runs), runs);
  }

  /** The cells of its table, row by row, without the head. */
  List<List<String>> rows() {
    return standings.stream().map(standing -> standing.row(standings.get(0))).toList();
  }
}
