package dev.foray.master.loop;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * The timer under a stage that is woken by events: short while there is something that the clock
 * alone moves on, or that happens elsewhere, long while there is not. Set by the stage at the end
 * of each run, read by its loop.
 */
public final class Net implements Supplier<Duration> {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Duration brief;
  private volatile boolean busy = true;

  public Net(Duration brief) {
    this.brief = brief;
  }

  /** Whether the short one holds from now on. */
  public void busy(boolean isBusy) {
    busy = isBusy;
  }

  @Override
  public Duration get() {
    return busy ? brief : LONG;
  }
}
