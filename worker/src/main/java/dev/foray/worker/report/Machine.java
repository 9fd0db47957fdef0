package dev.foray.worker.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How the machine does, as the JDK sees it. Thread-safe. */
public final class Machine {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  public int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  public long memoryBytes() {
    return system.getTotalMemorySize();
  }

  public long freeMemoryBytes() {
    return system.getFreeMemorySize();
  }

  /** Runnable threads over the last minute; negative where the system does not say. */
  public double load() {
    return system.getSystemLoadAverage();
  }
}
