package dev.foray.cli;

import dev.foray.cli.reach.Pace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Time that passes at once, and lets a test act while a command rests. Used by one thread. */
final class FakePace implements Pace {
  private final Deque<Runnable> acts = new ArrayDeque<>();
  private Duration now = Duration.ofHours(1);

  /** What happens while the command rests for the next time that nothing is planned for yet. */
  FakePace then(Runnable act) {
    acts.addLast(act);
    return this;
  }

  @Override
  public Duration now() {
    return now;
  }

  @Override
  public void rest(Duration length) {
    now = now.plus(length);
    if (!acts.isEmpty()) {
      acts.removeFirst().run();
    }
  }
}
