package dev.foray.runner.core.flow;

import dev.foray.protocol.Progress;
import java.util.concurrent.atomic.LongAdder;

/** What the stages of one attempt have counted so far. Thread-safe. */
public final class PairCounts {
  private final LongAdder read = new LongAdder();
  private final LongAdder mapped = new LongAdder();
  private final LongAdder emitted = new LongAdder();
  private final LongAdder written = new LongAdder();
  private final LongAdder skipped = new LongAdder();

  public void read() {
    read.increment();
  }

  public void mapped(int emittedPairs) {
    mapped.increment();
    emitted.add(emittedPairs);
  }

  public void written(int pairs) {
    written.add(pairs);
  }

  public void skipped() {
    skipped.increment();
  }

  public Progress progress() {
    return new Progress(read.sum(), mapped.sum(), emitted.sum(), written.sum(), skipped.sum());
  }
}
