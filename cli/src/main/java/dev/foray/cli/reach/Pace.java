package dev.foray.cli.reach;

import java.time.Duration;

/** How time passes for what waits here; a test passes it by hand. */
public interface Pace {
  /** The time since some moment that stays the same. */
  Duration now();

  void rest(Duration length) throws InterruptedException;

  /** The real one. */
  static Pace real() {
    return new Pace() {
      @Override
      public Duration now() {
        return Duration.ofNanos(System.nanoTime());
      }

      @Override
      public void rest(Duration length) throws InterruptedException {
        Thread.sleep(length.toMillis());
      }
    };
  }
}
