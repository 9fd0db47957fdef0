package dev.foray.worker.process;

import dev.foray.protocol.Order;
import java.io.IOException;
import java.time.Duration;

/** How this node forks a chunk-runner. */
public interface Runners {
  /**
   * @throws IOException if it can't be started; the message is one clause for a person
   */
  Runner fork(Order order) throws IOException;

  /** Nothing more is forked: what was kept ready for it ends. */
  default void close() {}

  /**
   * Waits until no process of theirs is left, for so long at most: one whose attempt has committed
   * may still run the job's shutdown hooks. False: one is left.
   */
  default boolean awaitGone(Duration longest) throws InterruptedException {
    return true;
  }
}
