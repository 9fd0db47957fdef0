package dev.foray.worker.slots;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;

/**
 * The newest Master's epoch that this worker has heard of: what an older one commands is refused.
 * Thread-safe.
 */
public final class Epoch {
  private long newest;

  /**
   * Takes a command's epoch in.
   *
   * @throws Refused if a newer Master has been heard of
   */
  public synchronized void check(long epoch) throws Refused {
    if (epoch < newest) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "a newer Master, of epoch "
              + newest
              + ", commands this worker: one of epoch "
              + epoch
              + " no longer does");
    }
    newest = epoch;
  }

  public synchronized void learn(long epoch) {
    newest = Math.max(newest, epoch);
  }
}
