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
   * @param endMark what the runner prints when the attempt has committed and all that it printed
   *     before belongs to it; nothing else prints the same
   * @param last whether the process ends then
   */
  record Run(Order order, String endMark, boolean last) implements RunnerCommand {}

  /** There is nothing more to do: closes the job, and ends the process. */
  record End() implements RunnerCommand {}
}
