package dev.foray.master.release;

import dev.foray.master.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up old releases: the ten whose jars were given last stay, the current one, and each that a
 * job needs which has not ended. Then removes the jars that belong to no release any more. A loop
 * of the Master.
 */
public final class Pruning implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
  static final int KEPT = 10;
  private static final int MOST_AT_ONCE = 1_000;

  private final Ledger ledger;
  private final ReleaseStore releases;
  private final InstantSource clock;

  public Pruning(Ledger ledger, ReleaseStore releases, InstantSource clock) {
    this.ledger = ledger;
    this.releases = releases;
    this.clock = clock;
  }

  @Override
  public void run() {
    List<String> newest = ledger.releases().newest(MOST_AT_ONCE);
    for (String release : newest.subList(Math.min(KEPT, newest.size()), newest.size())) {
      if (!releases.isInUse(release) && ledger.releases().prune(release, clock.instant())) {
        LOG.info("the release {} is old and no job needs it: its jars are given up", release);
      }
    }
    try {
      int removed = releases.shelf().removeAllBut(ledger.releases().jarsKept());
      if (removed > 0) {
        LOG.info("{} jars are removed that belong to no release", removed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
