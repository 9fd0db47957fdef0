package dev.foray.runner.core.session;

import dev.foray.protocol.DatabaseSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction over the job's database: a session for the job's code, and the plain connection
 * below it for the runner's own statements. Opened and closed by one stage; {@link #cancel} alone
 * may come from another thread.
 */
public final class JobSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobSession.class);

  private final Connection connection;
  private final DatabaseSession session;
  private final GuardedConnection guard;
  private final StatelessSession db;
  private final AtomicBoolean closed = new AtomicBoolean();

  private JobSession(
      Connection connection,
      SessionFactory factory,
      GuardedConnection guard,
      DatabaseSession session) {
    this.connection = connection;
    this.session = session;
    this.guard = guard;
    this.db = factory.openStatelessSession(guard.proxy());
    db.beginTransaction();
  }

  /**
   * Takes a connection and begins.
   *
   * @param limit for one statement, and for the transaction to stand idle
   */
  public static JobSession open(
      ConnectionPool pool, SessionFactory factory, Access access, Duration limit)
      throws SQLException {
    Connection connection = pool.connection();
    try {
      connection.setReadOnly(access == Access.READ);
      DatabaseSession session = pool.kind().begin(connection, limit);
      GuardedConnection guard = new GuardedConnection(connection, pool.kind(), access);
      return new JobSession(connection, factory, guard, session);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** The session that the database knows. */
  public DatabaseSession databaseSession() {
    return session;
  }

  /** From now on the job's code may do this in it. */
  public void grant(Access access) {
    guard.grant(access);
  }

  /** What the job's code gets. */
  public StatelessSession db() {
    return db;
  }

  /** For the runner's own statements. */
  public Connection connection() {
    return connection;
  }

  /** Sends the statements that Hibernate still holds in a batch. */
  public void flush() {
    ((SharedSessionContractImplementor) db).getJdbcCoordinator().executeBatch();
  }

  public void commit() throws SQLException {
    connection.commit();
  }

  public void rollback() throws SQLException {
    connection.rollback();
  }

  /** Ends the statement that runs; a session that is closed is left alone. Any thread. */
  public void cancel() {
    if (closed.get()) {
      return;
    }
    try {
      guard.cancel();
    } catch (SQLException e) {
      LOG.debug("the statement could not be cancelled", e);
    }
  }

  /** Rolls back what was not committed, and gives the connection back. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    guard.release();
    try (connection;
        db) {
      connection.rollback();
    } catch (SQLException | RuntimeException e) {
      LOG.debug("the session could not be closed in order; its connection is dropped", e);
    }
  }
}
