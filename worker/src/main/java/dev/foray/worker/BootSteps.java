package dev.foray.worker;

import dev.foray.protocol.WorkerDesk.BootStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the node has done up to now, and how long ago: what the script under which the machine came
 * up has noted, then the worker's own. Ages and not times of day, since the clocks of a node and
 * the Master may differ. Made by {@link WorkerMain} as its first act. Thread-safe.
 */
final class BootSteps {
  private static final Path UPTIME = Path.of("/proc/uptime");
  private static final int MOST = 20;

  private final LongSupplier nanoTime;
  private final List<Noted> noted = new ArrayList<>();

  private record Noted(String what, long atNanos) {}

  /**
   * @param nanoTime a monotonic clock in nanoseconds
   */
  BootSteps(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** It has just happened. */
  synchronized void done(String what) {
    noted.add(new Noted(what, nanoTime.getAsLong()));
  }

  /**
   * Puts first what a file says, in lines of the seconds since the machine's start, a space, and
   * what was done then. A file that can't be read costs the worker nothing but this.
   */
  void read(@Nullable Path file) {
    if (file == null) {
      return;
    }
    try {
      read(Files.readAllLines(file), Files.readString(UPTIME));
    } catch (IOException e) {
      System.err.println("The steps of the boot in " + file + " can't be read: " + e.getMessage());
    }
  }

  /**
   * @param uptime as the kernel writes it: seconds since its start, a space, something else
   */
  synchronized void read(List<String> lines, String uptime) {
    long start = nanoTime.getAsLong() - nanos(uptime);
    List<Noted> first =
        lines.stream()
            .filter(line -> line.matches("[0-9]{1,9}([.][0-9]{1,9})? .+"))
            .map(line -> new Noted(line.substring(line.indexOf(' ') + 1), start + nanos(line)))
            .limit(MOST)
            .toList();
    noted.addAll(0, first);
  }

  /** In the order in which they were done; the ages as they are now. */
  synchronized List<BootStep> all() {
    long now = nanoTime.getAsLong();
    Stream<BootStep> steps =
        noted.stream()
            .map(
                step ->
                    new BootStep(step.what(), Duration.ofNanos(now - step.atNanos()).toMillis()));
    return steps.toList();
  }

  private static long nanos(String line) {
    return Math.round(Double.parseDouble(line.strip().split(" ", 2)[0]) * 1e9);
  }
}
