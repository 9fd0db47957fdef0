package dev.foray.runner.core;

import dev.foray.api.MapReduceJob;

/** Makes a job from its class's name. */
public final class JobClass {
  private JobClass() {}

  /**
   * @throws dev.foray.api.JobMistake if there is no such class, it is no job, or it can't be made,
   *     with what to do
   */
  public static MapReduceJob<?, ?, ?, ?> create(String className, ClassLoader loader) {
    throw new AssertionError("to be written");
  }
}
