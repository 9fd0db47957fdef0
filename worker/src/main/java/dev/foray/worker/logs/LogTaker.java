package dev.foray.worker.logs;

import dev.foray.launch.LogCopy;
import dev.foray.protocol.AttemptId;
import java.io.IOException;

/** Whoever keeps logs when this node is gone: the Master. Thread-safe. */
@FunctionalInterface
public interface LogTaker {
  /**
   * Hands a whole log over.
   *
   * @throws NotTaken if this one will never be taken
   * @throws IOException if it may be tried again
   */
  void take(AttemptId attempt, LogCopy log) throws NotTaken, IOException;

  /** The log will not be taken; the message says why. */
  final class NotTaken extends Exception {
    private static final long serialVersionUID = 1L;

    public NotTaken(String why) {
      super(why);
    }
  }
}
