package dev.foray.benchmarks.compare;

import dev.foray.benchmarks.fence.Cpu;
import java.io.IOException;

/** What contestants spend: they all descend from this process. */
public final class Meter {
  private Meter() {}

  /**
   * CPU-seconds of all that this process has started, those that live and those that have ended.
   */
  public static double ownCpu() throws IOException {
    ProcessHandle self = ProcessHandle.current();
    return Cpu.ofTree(self) - Cpu.of(self);
  }
}
