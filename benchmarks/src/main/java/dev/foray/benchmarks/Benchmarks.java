package dev.foray.benchmarks;

import dev.foray.benchmarks.jmh.Loops;
import dev.foray.transport.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs the benchmarks that are named, else all. {@code benchmarks/run} starts it. */
public final class Benchmarks {
  private static final Pattern START_UP = Pattern.compile("start-up(?:=(\\d+))?");
  private static final Pattern FENCE = Pattern.compile("fence(?:=(\\d+)x(\\d+))?");

  private static final Pattern LOOPS = Pattern.compile("loops(?:=(\\w+))?");
  private static final Pattern COMPLETIONS = Pattern.compile("completions(?:=(\\d+))?");

  private static final List<Pattern> WITH_SIZE =
      List.of(START_UP, FENCE, LOOPS, COMPLETIONS, Compare.NAME);

  private static final List<String> ALL =
      List.of(
          "start-up",
          "big-chunk",
          "many-chunks",
          "console",
          "doors",
          "fence",
          "loops",
          "completions",
          "compare");

  private Benchmarks() {}

  /**
   * Arguments: the benchmarks' jar, the runner's, the directory of its class path, {@code
   * bin/master}, names.
   */
  public static void main(String[] arguments) throws Exception {
    Transport.install();
    List<String> named = List.of(arguments).subList(4, arguments.length);
    try {
      requireKnown(named);
      run(arguments, named.isEmpty() ? ALL : named);
    } catch (UnknownName e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static void requireKnown(List<String> named) throws UnknownName {
    for (String name : named) {
      if (!ALL.contains(name) && WITH_SIZE.stream().noneMatch(has -> has.matcher(name).matches())) {
        throw new UnknownName(
            "There is no benchmark " + name + "; there are " + String.join(", ", ALL) + ".");
      }
    }
  }

  private static void run(String[] arguments, List<String> names) throws Exception {
    Path directory = Files.createTempDirectory("foray-benchmarks");
    Path jobJar = Path.of(arguments[0]).toAbsolutePath();
    Path script = Path.of(arguments[3]).toAbsolutePath();
    try {
      if (names.stream().anyMatch(START_UP.asMatchPredicate()) || names.contains("big-chunk")) {
        runChunks(
            names, jobJar, runnerJars(Path.of(arguments[1]), Path.of(arguments[2])), directory);
      }
      if (names.contains("many-chunks")) {
        new ManyChunks(script, jobJar, directory).run();
      }
      if (names.contains("console")) {
        new ManyChunks(script, jobJar, directory.resolve("console")).watch();
      }
      if (names.contains("doors")) {
        new Doors(script, jobJar, directory).run();
      }
      for (String name : names) {
        Matcher loops = LOOPS.matcher(name);
        if (loops.matches()) {
          runLoops(loops.group(1) == null ? "" : loops.group(1), jobJar);
        }
        Matcher fence = FENCE.matcher(name);
        if (fence.matches()) {
          new FenceCost(script, jobJar, directory, sizeOf(fence, 1, 200), sizeOf(fence, 2, 50_000))
              .run();
        }
        if (Compare.NAME.matcher(name).matches()) {
          new Compare(script, jobJar, directory).run(name);
        }
        Matcher completions = COMPLETIONS.matcher(name);
        if (completions.matches()) {
          new Completions(script, jobJar, directory, sizeOf(completions, 1, 100_000)).run();
        }
      }
    } finally {
      delete(directory);
    }
  }

  private static void runChunks(
      List<String> names, Path jobJar, List<Path> runnerJars, Path directory) throws Exception {
    try (Bench bench = Bench.open(jobJar, runnerJars, directory, new SilentDeskEndpoint())) {
      for (String name : names) {
        Matcher startUp = START_UP.matcher(name);
        if (startUp.matches()) {
          new StartUp(bench, sizeOf(startUp, 1, 100)).run();
        }
      }
      if (names.contains("big-chunk")) {
        new BigChunk(bench).run();
      }
    }
  }

  /** In a JVM of its own: this one reads nothing from a stream but what is of Foray's protocol. */
  private static void runLoops(String name, Path jobJar) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path table = jobJar.resolveSibling("loops.txt");
    int exit =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Loops.class.getName(),
                table.toString(),
                name)
            .inheritIO()
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException("the loops were not measured, exit code " + exit);
    }
  }

  private static int sizeOf(Matcher name, int group, int otherwise) {
    String size = name.group(group);
    return size == null ? otherwise : Integer.parseInt(size);
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
