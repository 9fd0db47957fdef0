package dev.foray.benchmarks;

import dev.foray.transport.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs the benchmarks that are named, else all. {@code benchmarks/run} starts it. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Arguments: the benchmarks' jar, the runner's, the directory of its class path, {@code
   * bin/master}, names.
   */
  public static void main(String[] arguments) throws Exception {
    Transport.install();
    Path directory = Files.createTempDirectory("foray-benchmarks");
    Path jobJar = Path.of(arguments[0]).toAbsolutePath();
    Path script = Path.of(arguments[3]).toAbsolutePath();
    List<String> named = List.of(arguments).subList(4, arguments.length);
    List<String> names = named.isEmpty() ? List.of("start-up", "big-chunk", "many-chunks") : named;
    try {
      if (names.contains("start-up") || names.contains("big-chunk")) {
        runChunks(
            names, jobJar, runnerJars(Path.of(arguments[1]), Path.of(arguments[2])), directory);
      }
      if (names.contains("many-chunks")) {
        new ManyChunks(script, jobJar, directory).run();
      }
    } finally {
      delete(directory);
    }
  }

  private static void runChunks(
      List<String> names, Path jobJar, List<Path> runnerJars, Path directory) throws Exception {
    try (Bench bench = Bench.open(jobJar, runnerJars, directory, new SilentDeskEndpoint())) {
      if (names.contains("start-up")) {
        new StartUp(bench).run();
      }
      if (names.contains("big-chunk")) {
        new BigChunk(bench).run();
      }
    }
  }

  private static List<Path> runnerJars(Path own, Path classPath) throws IOException {
    List<Path> jars = new ArrayList<>();
    jars.add(own.toAbsolutePath());
    try (Stream<Path> files = Files.list(classPath.toAbsolutePath())) {
      files.sorted().forEach(jars::add);
    }
    return jars;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
