package dev.foray.runner.core;

import dev.foray.api.MapReduceJob;
import dev.foray.protocol.Order;

/**
 * One attempt at plan, at a chunk or at finish. Made by its driver for one order; {@link #run} is
 * called once.
 */
public final class AttemptRun {

  /**
   * @param job a job that is not opened yet
   * @param database stays open; it is the driver's to close
   */
  public AttemptRun(
      Order order, MapReduceJob<?, ?, ?, ?> job, JobDatabase database, AttemptReports reports) {}

  /**
   * Opens the job, runs the step, closes the job. Never throws: a failure is in the result, rolled
   * back.
   */
  public AttemptResult run() {
    throw new AssertionError("to be written");
  }
}
