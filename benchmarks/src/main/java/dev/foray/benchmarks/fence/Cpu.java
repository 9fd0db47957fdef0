package dev.foray.benchmarks.fence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The CPU-seconds, user and system, of other processes.
 *
 * <p>Source: {@code /proc/PID/stat}, fields 14 to 17, in ticks of 10 ms.
 */
public final class Cpu {
  private static final double TICKS_PER_SECOND = 100;

  private Cpu() {}

  /** Of the process alone, with all its threads. */
  public static double of(ProcessHandle process) throws IOException {
    return seconds(process, 2);
  }

  /** With its children, those that have ended too. */
  public static double ofFamily(ProcessHandle process) throws IOException {
    double sum = seconds(process, 4);
    for (ProcessHandle child : process.children().toList()) {
      sum += of(child);
    }
    return sum;
  }

  /** With its descendants, those of them that were waited for when they had ended too. */
  public static double ofTree(ProcessHandle process) throws IOException {
    double sum = seconds(process, 4);
    for (ProcessHandle child : process.children().toList()) {
      sum += ofTree(child);
    }
    return sum;
  }

  private static double seconds(ProcessHandle process, int fields) throws IOException {
    String stat;
    try {
      stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    } catch (NoSuchFileException e) {
      return 0; // It ended meanwhile, and its parent has its time.
    }
    // The second field, in brackets, may hold anything.
    String[] all = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int field = 11; field < 11 + fields; field++) {
      ticks += Long.parseLong(all[field]);
    }
    return ticks / TICKS_PER_SECOND;
  }
}
