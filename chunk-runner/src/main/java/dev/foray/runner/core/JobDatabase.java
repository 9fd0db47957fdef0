package dev.foray.runner.core;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Order;
import dev.foray.runner.core.failure.DatabaseErrors;
import dev.foray.runner.core.session.Access;
import dev.foray.runner.core.session.ConnectionPool;
import dev.foray.runner.core.session.DatabaseKind;
import dev.foray.runner.core.session.JobFactory;
import dev.foray.runner.core.session.JobSession;
import dev.foray.runner.core.session.Mapping;
import java.sql.SQLException;
import java.time.Duration;
import org.hibernate.SessionFactory;

/**
 * The job's database: Hibernate's session factory over the job's entities, and a small pool of
 * connections for the attempt that is on. Made by the driver, which closes it. Thread-safe.
 */
public final class JobDatabase implements AutoCloseable {
  private final ConnectionPool pool;
  private final SessionFactory factory;
  private final DatabaseErrors errors;

  private JobDatabase(ConnectionPool pool, SessionFactory factory, DatabaseErrors errors) {
    this.pool = pool;
    this.factory = factory;
    this.errors = errors;
  }

  /**
   * Builds the session factory. No connection is opened yet.
   *
   * @param mapping what the job maps
   * @throws dev.foray.api.JobMistake if the database is of no kind that Foray knows
   */
  public static JobDatabase boot(Order.Database database, Order.Code code, Mapping mapping) {
    ConnectionPool pool = new ConnectionPool(database);
    SessionFactory factory = JobFactory.build(pool, code, mapping);
    return new JobDatabase(pool, factory, new DatabaseErrors(database.url(), database.user()));
  }

  /** The same, for this attempt. */
  public static JobDatabase open(
      AttemptId attempt, Order.Database database, Order.Code code, Mapping mapping) {
    JobDatabase open = boot(database, code, mapping);
    open.begin(attempt);
    return open;
  }

  /** From now on connections can be had, in the name of this attempt. */
  public void begin(AttemptId attempt) {
    pool.begin(attempt);
  }

  /** Closes the attempt's connections. */
  public void end() {
    pool.end();
  }

  /**
   * A session whose transaction has begun.
   *
   * @param limit for one statement, and for the transaction to stand idle
   */
  JobSession session(Access access, Duration limit) throws SQLException {
    return JobSession.open(pool, factory, access, limit);
  }

  /** Whether a setting can live as long as a transaction. */
  boolean hasTransactionSettings() {
    return pool.kind() == DatabaseKind.POSTGRESQL;
  }

  /** The failure, in a sentence where this database's own message is poor. */
  Throwable explain(Throwable failure) {
    return errors.explain(failure);
  }

  @Override
  public void close() {
    try (pool) {
      factory.close();
    }
  }
}
