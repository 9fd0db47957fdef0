package dev.foray.benchmarks.fence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What came of the rounds, as text. The first tenth is left out of the comparison: there, JVMs
 * still compile.
 */
record Figures(int chunksOfRound, List<Spent> with, List<Spent> bare, Parts parts) {

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%-34s %12s %12s %10s %14s%n",
            "per chunk, medians of rounds, ms", "with", "without", "more", "ratio"));
    line(text, "clock", Spent::wall);
    line(text, "CPU of runner, PostgreSQL, Master", Spent::cpu);
    line(text, "  of the runner", Spent::runner);
    line(text, "  of PostgreSQL", Spent::postgres);
    line(text, "  of the Master", Spent::master);
    double more =
        counted(with).stream().mapToDouble(Spent::transactions).sum()
            - counted(bare).stream().mapToDouble(Spent::transactions).sum();
    text.append(
        String.format(
            "transactions more per chunk: %.1f%n", more / (counted(with).size() * chunksOfRound)));
    text.append(String.format("%non the chunk's way, all chunks, ms of the clock per chunk%n"));
    for (Part part : Part.values()) {
      text.append(
          String.format(
              "  %-54s %8.2f%n",
              part.words, parts.milliseconds(part) / (with.size() * chunksOfRound)));
    }
    return text.toString();
  }

  private void line(StringBuilder text, String what, ToDoubleFunction<Spent> value) {
    double ours = median(counted(with).stream().mapToDouble(value).boxed().toList());
    double theirs = median(counted(bare).stream().mapToDouble(value).boxed().toList());
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < counted(with).size(); i++) {
      ratios.add(
          value.applyAsDouble(counted(with).get(i)) / value.applyAsDouble(counted(bare).get(i)));
    }
    double perChunk = 1_000.0 / chunksOfRound;
    text.append(
        String.format(
            "%-34s %12.2f %12.2f %10.2f %14.3f%n",
            what, ours * perChunk, theirs * perChunk, (ours - theirs) * perChunk, median(ratios)));
  }

  private static List<Spent> counted(List<Spent> all) {
    return all.subList(all.size() / 10, all.size());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
