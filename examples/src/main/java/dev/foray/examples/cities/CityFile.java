package dev.foray.examples.cities;

import dev.foray.api.JobMistake;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The file that {@link LoadCities} loads, gzip over lines of text, the first of them a header: one
 * on the disk, else the one in the job's jar.
 */
record CityFile(Optional<Path> path) {

  /** How many lines come after the header. */
  long lineCount() throws IOException {
    try (LineNumberReader reader = open()) {
      return reader.lines().skip(1).count();
    }
  }

  /** What to do with a line and its number; the header is line 1. */
  interface LineFunction<T> {
    T apply(int number, String line);
  }

  /** Some of the lines after the header, read as the stream is pulled. Close it. */
  <T> Stream<T> lines(long skip, long most, LineFunction<T> function) throws IOException {
    LineNumberReader reader = open();
    return reader
        .lines()
        .skip(1 + skip)
        .limit(most)
        .map(line -> function.apply(reader.getLineNumber(), line))
        .onClose(() -> close(reader));
  }

  private LineNumberReader open() throws IOException {
    return new LineNumberReader(
        new InputStreamReader(new GZIPInputStream(bytes()), StandardCharsets.UTF_8));
  }

  private InputStream bytes() throws IOException {
    if (path.isEmpty()) {
      return Objects.requireNonNull(CityFile.class.getResourceAsStream("cities.csv.gz"));
    }
    if (!Files.isReadable(path.get())) {
      throw new JobMistake(
          "there is no file "
              + path.get()
              + ": --param file= must name one that every machine of the job can read");
    }
    return Files.newInputStream(path.get());
  }

  private static void close(LineNumberReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
