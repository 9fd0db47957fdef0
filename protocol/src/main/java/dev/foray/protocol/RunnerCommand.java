package dev.foray.protocol;

import java.io.Serializable;

/**
 * What the process that forks a chunk-runner says to it, one after the other, on its standard
 * input. When that input ends without {@link End}, the runner halts.
 */
public sealed interface RunnerCommand extends Serializable {

  /** Starts as far as that goes without an attempt: the job's class, Hibernate; no connection. */
  record Prepare(Order.Job job, Order.Code code, Order.Database database)
      implements RunnerCommand {}

  /**
   * Carries the order out. An attempt that does not commit ends the process.
   *
   * @param last whether the process ends when it has committed
   */
  record Run(Order order, Marks marks, boolean last) implements RunnerCommand {}

  /**
   * What the runner prints at points of the attempt; nothing else prints the same.
   *
   * @param opened the database is connected
   * @param end the attempt has committed, and all that was printed before belongs to it
   */
  record Marks(String opened, String end) implements Serializable {
    /** For who does not look for them. */
    public static final Marks NONE = new Marks("", "");
  }

  /** There is nothing more to do: closes the job, and ends the process. */
  record End() implements RunnerCommand {}
}
