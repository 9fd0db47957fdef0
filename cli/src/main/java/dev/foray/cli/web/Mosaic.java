package dev.foray.cli.web;

import dev.foray.cli.console.Grid;
import dev.foray.protocol.Cells;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The states of a job's chunks as the Master has told them, and when each changed, so that a
 * browser too is told only what is new to it. Made by {@link Window}. Thread-safe.
 */
final class Mosaic {
  private final AtomicLong versions;
  private final Grid grid = new Grid();
  private long[] changedAt = new long[0];
  private long version;
  private long epoch = -1;

  /**
   * @param versions shared by all of them, so that of two of one job the later has the higher
   */
  Mosaic(AtomicLong versions) {
    this.versions = versions;
    this.version = versions.incrementAndGet();
  }

  /** What the Master is asked for next. */
  synchronized long since() {
    return grid.since();
  }

  synchronized long from() {
    return grid.from();
  }

  /** Takes in what a Master has answered; the first answer of another one is about nothing here. */
  synchronized void learn(long ofEpoch, Cells cells) {
    if (epoch >= 0 && epoch != ofEpoch) {
      grid.forget();
    } else {
      note(cells);
      grid.learn(cells);
    }
    epoch = ofEpoch;
  }

  private void note(Cells cells) {
    long now = versions.incrementAndGet();
    if (cells.total() != changedAt.length) {
      int known = Math.min(changedAt.length, cells.total());
      changedAt = Arrays.copyOf(changedAt, cells.total());
      Arrays.fill(changedAt, known, cells.total(), now);
      version = now;
    }
    cells.read(
        (chunk, state) -> {
          if (grid.at(chunk) != state) {
            changedAt[chunk] = now;
            version = now;
          }
        });
  }

  /** What has changed since a version, from a chunk on, as far as it fits. */
  synchronized Cells changes(long since, long from) {
    int first = (int) Math.max(0, Math.min(changedAt.length, from));
    return Cells.of(
        version,
        changedAt.length,
        first,
        chunk -> changedAt[chunk] > since ? grid.at(chunk) : null);
  }
}
