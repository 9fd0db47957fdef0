package dev.foray.runner.report;

import dev.foray.launch.MapTrace;
import dev.foray.runner.core.map.PairTrace;

/** Writes the pairs in {@code map} to the file that outlives this process. */
final class TracedPairs implements PairTrace {
  private final MapTrace file;

  TracedPairs(MapTrace file) {
    this.file = file;
  }

  @Override
  public void entered(int thread, String key, boolean apart) {
    file.entered(thread, key, apart);
  }

  @Override
  public void left(int thread) {
    file.left(thread);
  }
}
