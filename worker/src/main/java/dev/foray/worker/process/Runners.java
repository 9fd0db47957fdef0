package dev.foray.worker.process;

import dev.foray.protocol.Order;
import java.io.IOException;

/** How this node forks a chunk-runner. */
public interface Runners {
  /**
   * @throws IOException if it can't be started; the message is one clause for a person
   */
  Runner fork(Order order) throws IOException;

  /** Nothing more is forked: what was kept ready for it ends. */
  default void close() {}
}
