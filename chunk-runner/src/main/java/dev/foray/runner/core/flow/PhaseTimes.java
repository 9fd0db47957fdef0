package dev.foray.runner.core.flow;

import dev.foray.protocol.Phases;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** The stopwatches of one attempt. Thread-safe. */
public final class PhaseTimes {
  private final LongSupplier nanoTime;
  private final Map<Phase, List<Stopwatch>> watches = new EnumMap<>(Phase.class);

  public PhaseTimes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    for (Phase phase : Phase.values()) {
      watches.put(phase, new CopyOnWriteArrayList<>());
    }
  }

  /** A new one, which stands, for the thread that asks. */
  public Stopwatch watch(Phase phase) {
    Stopwatch watch = new Stopwatch(nanoTime);
    of(phase).add(watch);
    return watch;
  }

  /** So far. */
  public Phases phases() {
    return new Phases(
        millis(Phase.READ), millis(Phase.MAP), millis(Phase.WRITE), millis(Phase.COMMIT));
  }

  private long millis(Phase phase) {
    return of(phase).stream().mapToLong(Stopwatch::nanos).sum() / 1_000_000;
  }

  private List<Stopwatch> of(Phase phase) {
    return watches.getOrDefault(phase, List.of());
  }
}
