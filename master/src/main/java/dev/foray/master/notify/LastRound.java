package dev.foray.master.notify;

import java.time.Duration;
import java.util.List;

/**
 * Has stages run once more, one after the other, before their Master ends, and goes on without them
 * when that takes too long: their thread is a daemon, and whoever closes them ends what they do.
 */
public final class LastRound {
  private final List<Runnable> stages;
  private final Duration longest;

  public LastRound(List<Runnable> stages, Duration longest) {
    this.stages = List.copyOf(stages);
    this.longest = longest;
  }

  /** Returns when they have run, or have had their time; one that throws ends the round. */
  public void run() {
    Thread round = new Thread(() -> stages.forEach(Runnable::run), "last-round");
    round.setDaemon(true);
    round.setUncaughtExceptionHandler((thread, failure) -> NotifyLog.lastRoundFailed(failure));
    round.start();
    try {
      round.join(longest.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
