package dev.foray.runner.core;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Order;
import java.util.Collection;

/**
 * The job's database: a small pool of connections and Hibernate's session factory over the job's
 * entities.
 */
public final class JobDatabase implements AutoCloseable {
  private JobDatabase() {}

  /**
   * Builds the session factory. No connection is opened yet.
   *
   * @param attempt names the connections
   * @param entities classes to map; those of the job, else those of the release
   */
  public static JobDatabase open(
      AttemptId attempt, Order.Database database, Order.Code code, Collection<Class<?>> entities) {
    throw new AssertionError("to be written");
  }

  @Override
  public void close() {}
}
