package dev.foray.worker.process;

import java.time.Duration;

/**
 * What the runners' JVMs of this node may grow to, all together, beside what the node has. Counts
 * each from its fork until its process has ended. Thread-safe.
 */
final class RunnersMemory {
  /** What a JVM takes beside its heap: classes, compiled code, threads. */
  private static final long BESIDE_HEAP = 256;

  /** For the system and this worker. */
  private static final long OTHERS = 512;

  private final long megabytes;
  private long taken;

  /**
   * @param bytes of the node
   */
  RunnersMemory(long bytes) {
    this.megabytes = bytes >> 20;
  }

  /** Whether one more with such a heap fits, whatever all of them grow to. */
  synchronized boolean hasRoom(int heapMegabytes) {
    return taken + heapMegabytes + BESIDE_HEAP + OTHERS <= megabytes;
  }

  synchronized void take(int heapMegabytes) {
    taken += heapMegabytes + BESIDE_HEAP;
  }

  synchronized void free(int heapMegabytes) {
    taken -= heapMegabytes + BESIDE_HEAP;
    notifyAll();
  }

  /** Waits until no JVM is left, for so long at most; false: one is. */
  synchronized boolean awaitNone(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    for (long left = longest.toMillis(); taken > 0 && left > 0; ) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return taken == 0;
  }
}
