package dev.foray.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The Java that the pages show is the Java that is tested: each block names its source file behind
 * the fence, and its lines stand in that file, in this order. A line {@code // …} leaves lines out.
 */
class SnippetsTest {

  @Test
  void everyBlockOfJavaStandsInTheFileThatItNames() {
    List<String> untrue = new ArrayList<>();
    for (Page page : Repository.pages()) {
      page.blocks().stream()
          .filter(block -> block.language().equals("java"))
          .flatMap(block -> untrue(page, block).stream())
          .forEach(untrue::add);
    }
    assertThat(untrue).isEmpty();
  }

  @Test
  void theReadmeShowsOneWholeJob() {
    Page.Block job =
        Page.named("README.md").blocks().stream()
            .filter(block -> block.mark().equals("CityWords.java"))
            .findFirst()
            .orElseThrow();
    List<String> source = code(Page.read(source("CityWords.java")).lines());
    int begin =
        source.indexOf(
            "public class CityWords implements MapReduceJob<Long, String, String, Long> {");
    assertThat(code(job.lines())).isEqualTo(source.subList(begin, source.size()));
  }

  private static List<String> untrue(Page page, Page.Block block) {
    String where = page.name() + " shows " + block.mark() + ": ";
    if (block.mark().isEmpty()) {
      return List.of(page.name() + " shows Java without a file behind the fence: " + block.lines());
    }
    List<String> source = code(Page.read(source(block.mark())).lines());
    List<String> untrue = new ArrayList<>();
    int from = 0;
    for (List<String> piece : pieces(code(block.lines()))) {
      int at = Collections.indexOfSubList(source.subList(from, source.size()), piece);
      if (at < 0) {
        untrue.add(where + String.join("\n", piece));
      } else {
        from += at + piece.size();
      }
    }
    return untrue;
  }

  private static Path source(String name) {
    List<Path> sources = Repository.files("/" + name);
    assertThat(sources).as("the source " + name).hasSize(1);
    return sources.get(0);
  }

  private static List<List<String>> pieces(List<String> lines) {
    List<List<String>> pieces = new ArrayList<>();
    pieces.add(new ArrayList<>());
    for (String line : lines) {
      if (line.equals("// …")) {
        pieces.add(new ArrayList<>());
      } else {
        pieces.get(pieces.size() - 1).add(line);
      }
    }
    return pieces;
  }

  private static List<String> code(List<String> lines) {
    return lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
