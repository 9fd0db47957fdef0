package dev.foray.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What comes out of a comparison, as files: tables in Markdown, each run in CSV, a picture of each
 * contest. They are written anew after each contest, so that what is through is there.
 */
final class ResultFiles {
  private final Path directory;

  ResultFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * @param about a line on what all of it was measured on
   */
  void write(String about, List<Outcome> outcomes) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("compare.md"), markdown(about, outcomes));
    Files.writeString(directory.resolve("compare.csv"), csv(outcomes));
    for (Outcome outcome : outcomes) {
      Files.writeString(directory.resolve(outcome.name() + ".svg"), Plot.of(outcome));
    }
    System.out.printf("%n%s has this as Markdown, CSV and SVG%n", directory.toAbsolutePath());
  }

  private static String markdown(String about, List<Outcome> outcomes) {
    StringBuilder text = new StringBuilder(about).append('\n');
    for (Outcome outcome : outcomes) {
      text.append("\n### ").append(outcome.name()).append("\n\n");
      text.append(outcome.title()).append("\n\n");
      text.append(line(outcome.head()));
      text.append("|---").append("|--:".repeat(outcome.head().size() - 1)).append("|\n");
      outcome.rows().forEach(row -> text.append(line(row)));
      text.append("\n![%1$s](%1$s.svg)\n".formatted(outcome.name()));
    }
    return text.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String csv(List<Outcome> outcomes) {
    Stream<String> rows =
        outcomes.stream()
            .flatMap(
                outcome ->
                    outcome.runs().stream()
                        .map(
                            run ->
                                Stream.of(
                                        outcome.name(),
                                        outcome.figure(),
                                        run.contestant(),
                                        run.round(),
                                        run.value(),
                                        run.typed(),
                                        run.cpu(),
                                        run.serverCpu())
                                    .map(cell -> "\"" + cell + "\"")
                                    .collect(Collectors.joining(","))));
    return Stream.concat(
            Stream.of("contest,figure,contestant,round,value,command,cpu,postgresql_cpu"), rows)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
