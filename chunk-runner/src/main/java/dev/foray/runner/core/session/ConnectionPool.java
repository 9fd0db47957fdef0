package dev.foray.runner.core.session;

import com.zaxxer.hikari.HikariDataSource;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Order;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The attempt's connections: one to read, one to write, and a third only where Hibernate takes ids
 * from a table. Opened when they are first asked for, kept only while they are used. Thread-safe.
 */
public final class ConnectionPool implements AutoCloseable {
  private static final long CONNECT_MILLIS = 10_000;
  private static final long IDLE_MILLIS = 10_000;

  private final DatabaseKind kind;
  private final HikariDataSource pool = new HikariDataSource();

  public ConnectionPool(AttemptId attempt, Order.Database database) {
    kind = DatabaseKind.of(database.url());
    pool.setPoolName(attempt.toString());
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setPassword(database.password().reveal());
    pool.setAutoCommit(false);
    pool.setConnectionTimeout(CONNECT_MILLIS);
    pool.setMaximumPoolSize(2);
    // The first connection is opened at once, so that a database that refuses is named at once;
    // connection() lets go of idle ones from then on.
    pool.setMinimumIdle(1);
    pool.setIdleTimeout(IDLE_MILLIS);
    kind.connectionProperties(attempt.applicationName()).forEach(pool::addDataSourceProperty);
  }

  public DatabaseKind kind() {
    return kind;
  }

  /** What Hibernate takes a connection from where it needs one of its own. */
  DataSource dataSource() {
    return pool;
  }

  /** One connection more, for the ids that come from a table. */
  void allowOneMore() {
    pool.setMaximumPoolSize(3);
  }

  Connection connection() throws SQLException {
    Connection connection = pool.getConnection();
    if (pool.getMinimumIdle() > 0) {
      pool.setMinimumIdle(0);
    }
    return connection;
  }

  @Override
  public void close() {
    pool.close();
  }
}
