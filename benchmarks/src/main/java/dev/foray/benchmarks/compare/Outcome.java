package dev.foray.benchmarks.compare;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a contest has brought.
 *
 * @param name as the contest's, and so {@code title} and {@code figure}
 * @param runs in the order in which they were taken
 */
public record Outcome(String name, String title, String figure, List<Measured> runs) {

  public static Outcome of(Contest contest, List<Measured> runs) {
    return new Outcome(contest.name(), contest.title(), contest.figure(), List.copyOf(runs));
  }

  /** By contestant, the one that the others are measured by first. */
  List<Standing> standings() {
    return Standing.of(runs);
  }

  List<String> head() {
    return asked(Standing.head(figure));
  }

  /** The cells of its table, row by row. */
  List<List<String>> rows() {
    return allRows().stream().map(this::asked).toList();
  }

  private List<List<String>> allRows() {
    List<Standing> standings = standings();
    return standings.stream().map(standing -> standing.row(standings.get(0))).toList();
  }

  /** Without the columns that are empty for everybody. */
  private List<String> asked(List<String> cells) {
    List<List<String>> rows = allRows();
    return IntStream.range(0, cells.size())
        .filter(i -> rows.stream().anyMatch(row -> !row.get(i).isEmpty()))
        .mapToObj(cells::get)
        .toList();
  }
}
