package dev.foray.benchmarks;

import dev.foray.launch.RunnerTurn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One chunk of 100,000 rows, then one of a million, in a runner with a heap of 96 MB: what it holds
 * must not grow with the rows. The live heap is what is left after a full collection.
 */
final class BigChunk {
  private static final int HEAP_MEGABYTES = 96;
  private static final int FEW = 100_000;
  private static final int MANY = 1_000_000;
  private static final long LONGEST_SECONDS = 1_800;
  private static final Pattern AFTER_FULL = Pattern.compile("Pause Full .*->(\\d+)M\\(");

  private final Bench bench;

  private record Size(double seconds, long peakMegabytes, long liveMegabytes) {}

  BigChunk(Bench bench) {
    this.bench = bench;
  }

  void run() throws Exception {
    bench.fill(MANY);
    System.out.printf("%nOne chunk in a runner with -Xmx%dm%n%n", HEAP_MEGABYTES);
    System.out.printf(
        "%-6s %10s %10s %14s %22s%n",
        "model", "rows", "seconds", "peak RSS, MB", "peak live heap, MB");
    for (Model model : Model.values()) {
      measure(model, FEW);
      measure(model, MANY);
    }
  }

  private void measure(Model model, int rows) throws Exception {
    bench.dispatch();
    Path collections = bench.directory().resolve("gc.log");
    long begin = System.nanoTime();
    RunnerTurn runner =
        bench.start(
            bench.order(
                model,
                rows,
                bench.code(model, null, HEAP_MEGABYTES, "-Xlog:gc:file=" + collections)));
    long peak = 0;
    while (!runner.exit().isDone()) {
      peak = Math.max(peak, peakMegabytes(runner.pid()));
      TimeUnit.MILLISECONDS.sleep(50);
    }
    int exit = runner.exit().get(LONGEST_SECONDS, TimeUnit.SECONDS);
    if (exit != 0) {
      throw new IllegalStateException("the runner failed: " + runner.log().tail(4_000));
    }
    Size size = new Size((System.nanoTime() - begin) / 1e9, peak, liveMegabytes(collections));
    System.out.printf(
        "%-6s %,10d %10.1f %14d %22d%n",
        model.word(), rows, size.seconds(), size.peakMegabytes(), size.liveMegabytes());
  }

  /** The most that was resident so far; 0 where the process is gone. */
  private static long peakMegabytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static long liveMegabytes(Path collections) throws IOException {
    return AFTER_FULL
        .matcher(Files.readString(collections))
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .max()
        .orElse(0);
  }
}
