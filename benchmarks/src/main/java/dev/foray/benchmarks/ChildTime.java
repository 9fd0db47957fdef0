package dev.foray.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The CPU-seconds, user and system, of the children of this process that have ended, theirs
 * included.
 *
 * <p>Source: {@code /proc/self/stat}, fields 16 and 17, in ticks of 10 ms.
 */
final class ChildTime {
  private static final double TICKS_PER_SECOND = 100;

  private ChildTime() {}

  static double seconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    // The second field, in brackets, may hold anything.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
  }
}
