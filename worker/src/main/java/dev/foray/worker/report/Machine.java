package dev.foray.worker.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the machine does, as the JDK sees it. Thread-safe. */
public final class Machine {
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable: +(\\d+) kB");

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  public int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  public long memoryBytes() {
    return system.getTotalMemorySize();
  }

  /** What a new process could have: what files only keep warm counts as free where that is told. */
  public long freeMemoryBytes() {
    try (Stream<String> lines = Files.lines(MEMORY)) {
      return lines
          .map(AVAILABLE::matcher)
          .filter(Matcher::matches)
          .mapToLong(line -> Long.parseLong(line.group(1)) << 10)
          .findFirst()
          .orElseGet(system::getFreeMemorySize);
    } catch (IOException e) {
      return system.getFreeMemorySize();
    }
  }

  /** Runnable threads over the last minute; negative where the system does not say. */
  public double load() {
    return system.getSystemLoadAverage();
  }
}
