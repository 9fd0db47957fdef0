package dev.foray.benchmarks;

import dev.foray.benchmarks.model.PlainJvm;
import dev.foray.launch.ClassArchives;
import dev.foray.launch.RunnerTurn;
import dev.foray.protocol.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CPU-seconds of one chunk-runner for a chunk of few rows, beside the same work in a JVM that is
 * forked plainly, on Hibernate's defaults. Medians of rounds in which each takes its turn.
 */
final class StartUp {
  private static final int ROUNDS = 5;
  private static final int HEAP_MEGABYTES = 512;
  private static final long LONGEST_SECONDS = 300;

  private final Bench bench;
  private final int rows;

  StartUp(Bench bench, int rows) {
    this.bench = bench;
    this.rows = rows;
  }

  void run() throws Exception {
    bench.fill(rows);
    System.out.printf(
        "%nCPU-seconds of one chunk of %,d rows on Java %s, medians of %d%n%n",
        rows, Runtime.version(), ROUNDS);
    System.out.printf(
        "%-6s %12s %20s %8s %20s %8s%n",
        "model", "plain fork", "runner, no archive", "ratio", "runner with archive", "ratio");
    for (Model model : Model.values()) {
      compare(model);
    }
  }

  private void compare(Model model) throws Exception {
    String archive = archive(model);
    List<Double> plain = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    List<Double> archived = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      plain.add(plainFork(model));
      bare.add(runner(model, null));
      archived.add(runner(model, archive));
    }
    double base = median(plain);
    System.out.printf(
        "%-6s %12.2f %20.2f %8.2f %20.2f %8.2f%n",
        model.word(),
        base,
        median(bare),
        median(bare) / base,
        median(archived),
        median(archived) / base);
  }

  private String archive(Model model) throws Exception {
    try (ClassArchives archives =
        new ClassArchives(
            bench.launch(),
            bench.directory().resolve("archives"),
            bench.url(),
            Bench::ofTraining)) {
      Order.Code code = bench.code(model, null, HEAP_MEGABYTES);
      for (int waited = 0; waited < LONGEST_SECONDS; waited++) {
        Optional<String> archive = archives.find(code);
        if (archive.isPresent()) {
          return archive.get();
        }
        TimeUnit.SECONDS.sleep(1);
      }
    }
    throw new IllegalStateException("no archive was made within " + LONGEST_SECONDS + " s");
  }

  private double runner(Model model, @Nullable String archive) throws Exception {
    bench.dispatch();
    double before = ChildTime.seconds();
    RunnerTurn runner =
        bench.start(bench.order(model, rows, bench.code(model, archive, HEAP_MEGABYTES)));
    int exit = runner.exit().get(LONGEST_SECONDS, TimeUnit.SECONDS);
    if (exit != 0) {
      throw new IllegalStateException("the runner failed: " + runner.log().tail(4_000));
    }
    return ChildTime.seconds() - before;
  }

  private double plainFork(Model model) throws IOException, InterruptedException {
    double before = ChildTime.seconds();
    Process process =
        new ProcessBuilder(
                bench.launch().java().toString(),
                "-cp",
                classPath(),
                PlainJvm.class.getName(),
                bench.url(),
                bench.user(),
                model.word(),
                Integer.toString(rows))
            .redirectErrorStream(true)
            .redirectOutput(bench.directory().resolve("plain.log").toFile())
            .start();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException("the plain fork failed, see plain.log");
    }
    return ChildTime.seconds() - before;
  }

  private String classPath() {
    return Stream.concat(Stream.of(bench.jobJar()), bench.launch().runnerJars().stream())
        .map(Path::toString)
        .collect(Collectors.joining(":"));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
