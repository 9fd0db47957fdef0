package dev.foray.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.follow.JobDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Compares what is drawn with a file, and leaves what was drawn under target where they differ. */
final class Capture {
  private static final Path KEPT = Path.of("src/test/resources/dev/foray/cli/console");

  private Capture() {}

  static void matches(String name, Board board, int rows, int columns) throws IOException {
    List<Line> lines = board.lines(rows, columns, JobDraft.SUBMITTED.plusSeconds(600));
    assertThat(lines).hasSize(rows);
    lines.forEach(
        line -> assertThat(Glyphs.width(line.plain(columns))).isLessThanOrEqualTo(columns));
    String drawn =
        lines.stream().map(line -> line.plain(columns) + "\n").collect(Collectors.joining());
    Path file = name(name, rows, columns);
    Path seen = Files.createDirectories(Path.of("target/captures")).resolve(file);
    Files.writeString(seen, drawn);
    assertThat(drawn)
        .as("what is drawn, which lies in cli/" + seen)
        .isEqualTo(Files.readString(KEPT.resolve(file)));
  }

  private static Path name(String name, int rows, int columns) {
    return Path.of(name + "-" + columns + "x" + rows + ".txt");
  }
}
