package dev.foray.examples.cities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.JobMistake;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityFileTest {
  @TempDir private Path directory;

  @Test
  void theFileInTheJarHasAllPlaces() throws IOException {
    assertThat(new CityFile(Optional.empty()).lineCount()).isEqualTo(135_233);
  }

  @Test
  void numbersTheLinesAsAnEditorDoes() throws IOException {
    CityFile file = new CityFile(Optional.of(write("header\na\nb\nc\nd\n")));
    try (Stream<String> lines = file.lines(1, 2, (number, line) -> number + line)) {
      assertThat(lines).containsExactly("3b", "4c");
    }
    assertThat(file.lineCount()).isEqualTo(4);
  }

  @Test
  void namesAFileThatIsNotThere() {
    CityFile file = new CityFile(Optional.of(directory.resolve("none.csv.gz")));
    assertThatThrownBy(file::lineCount)
        .isInstanceOf(JobMistake.class)
        .hasMessageContaining("none.csv.gz: --param file= must name one");
  }

  private Path write(String text) throws IOException {
    Path path = directory.resolve("cities.csv.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(path))) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return path;
  }
}
