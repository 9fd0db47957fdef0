package dev.foray.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All runs of one contestant.
 *
 * @param runs in the order in which they were taken, at least one
 */
record Standing(String contestant, List<Measured> runs) {

  /** In the order of the contestants' first runs. */
  static List<Standing> of(List<Measured> measured) {
    return measured.stream()
        .map(Measured::contestant)
        .distinct()
        .map(name -> of(name, measured))
        .toList();
  }

  private static Standing of(String name, List<Measured> measured) {
    return new Standing(
        name, measured.stream().filter(run -> run.contestant().equals(name)).toList());
  }

  double median(ToDoubleFunction<Measured> figure) {
    List<Double> sorted = runs.stream().map(figure::applyAsDouble).sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double least() {
    return runs.stream().mapToDouble(Measured::seconds).min().orElseThrow();
  }

  double most() {
    return runs.stream().mapToDouble(Measured::seconds).max().orElseThrow();
  }

  /** The row of a table, by {@link #HEAD}. */
  List<String> row(Standing baseline) {
    List<String> cells = new ArrayList<>();
    cells.add(contestant);
    cells.add("%.1f".formatted(median(Measured::seconds)));
    cells.add("%.2f".formatted(median(Measured::seconds) / baseline.median(Measured::seconds)));
    cells.add("%.1f to %.1f".formatted(least(), most()));
    cells.add("%.1f".formatted(median(Measured::typed)));
    cells.add("%.1f".formatted(median(Measured::cpu)));
    cells.add("%.1f".formatted(median(Measured::serverCpu)));
    return cells;
  }

  static final List<String> HEAD =
      List.of(
          "contestant", "seconds", "ratio", "least to most", "command", "CPU", "CPU of PostgreSQL");
}
