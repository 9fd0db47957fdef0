package dev.foray.worker.process;

import dev.foray.protocol.InMap;
import java.time.Duration;
import java.util.function.IntConsumer;

/** One attempt's process. Thread-safe. */
public interface Runner {
  long pid();

  /**
   * Calls this once with the exit code (128 + signal where one ended it), after the log is
   * complete; at once where it has ended already.
   */
  void whenEnded(IntConsumer exit);

  /** The last whole lines of its log, at most so many characters. */
  String logTail(int mostCharacters);

  /** The pairs that were in {@code map} when it ended, where it has left a trace. */
  InMap inMap();

  /** A dump of its JVM's threads, or one sentence that says where it is or why there is none. */
  String stacks(Duration longest);

  /** Kills the process tree; returns at once. Safe to repeat. */
  void kill();
}
