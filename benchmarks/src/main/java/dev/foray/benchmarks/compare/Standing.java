package dev.foray.benchmarks.compare;

import java.util.List;
import java.util.Locale;
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

  double median() {
    return median(Measured::value);
  }

  /** The columns of {@link #row}, where the figure is called so. */
  static List<String> head(String figure) {
    return List.of(
        "contestant",
        figure,
        "ratio",
        "least to most",
        "command",
        "CPU",
        "PostgreSQL's CPU",
        "CPU ratio");
  }

  /**
   * @param baseline whom it is measured by
   */
  List<String> row(Standing baseline) {
    return List.of(
        contestant,
        number(median()),
        ratio(median(), baseline.median()),
        number(least()) + " to " + number(most()),
        number(median(Measured::typed)),
        number(median(Measured::cpu)),
        number(median(Measured::serverCpu)),
        ratio(median(Measured::allCpu), baseline.median(Measured::allCpu)));
  }

  double most() {
    return runs.stream().mapToDouble(Measured::value).max().orElseThrow();
  }

  private double least() {
    return runs.stream().mapToDouble(Measured::value).min().orElseThrow();
  }

  private double median(ToDoubleFunction<Measured> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Three digits or so; empty for what was not asked. */
  static String number(double value) {
    if (value == 0) {
      return "";
    }
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }

  private static String ratio(double value, double base) {
    return base == 0 ? "" : String.format(Locale.ROOT, "%.2f", value / base);
  }
}
