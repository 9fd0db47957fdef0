package dev.foray.runner.core.session;

import com.zaxxer.hikari.HikariDataSource;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Order;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An attempt's connections: one to read, one to write, and a third only where Hibernate takes ids
 * from a table. Opened when they are first asked for, kept only while they are used. Each attempt
 * has its own, in its name. Thread-safe.
 */
public final class ConnectionPool implements AutoCloseable {
  private static final long CONNECT_MILLIS = 10_000;
  private static final long IDLE_MILLIS = 10_000;

  /** What the database shows of a connection that Hibernate's start asks for. */
  private static final String STARTING = "foray-start";

  private final Order.Database database;
  private final DatabaseKind kind;
  private final DataSource shared = new CurrentConnections(this::anyConnection);
  private volatile @Nullable HikariDataSource pool;
  private int most = 2;

  /** No attempt is on. */
  public ConnectionPool(Order.Database database) {
    this.database = database;
    this.kind = DatabaseKind.of(database.url());
  }

  public ConnectionPool(AttemptId attempt, Order.Database database) {
    this(database);
    begin(attempt);
  }

  /** From now on connections can be had, in the name of this attempt. */
  public void begin(AttemptId attempt) {
    HikariDataSource begun = new HikariDataSource();
    begun.setPoolName(attempt.toString());
    begun.setJdbcUrl(database.url());
    begun.setUsername(database.user());
    begun.setPassword(database.password().reveal());
    begun.setAutoCommit(false);
    begun.setConnectionTimeout(CONNECT_MILLIS);
    begun.setMaximumPoolSize(most);
    // The first connection is opened at once, so that a database that refuses is named at once;
    // connection() lets go of idle ones from then on.
    begun.setMinimumIdle(1);
    begun.setIdleTimeout(IDLE_MILLIS);
    kind.connectionProperties(attempt.applicationName()).forEach(begun::addDataSourceProperty);
    pool = begun;
  }

  /** Closes the attempt's connections. */
  public void end() {
    HikariDataSource over = pool;
    pool = null;
    if (over != null) {
      over.close();
    }
  }

  public DatabaseKind kind() {
    return kind;
  }

  /** What Hibernate takes a connection from where it needs one of its own. */
  DataSource dataSource() {
    return shared;
  }

  /** One connection more, for the ids that come from a table. */
  void allowOneMore() {
    most = 3;
    HikariDataSource now = pool;
    if (now != null) {
      now.setMaximumPoolSize(most);
    }
  }

  Connection connection() throws SQLException {
    HikariDataSource now = current();
    Connection connection = now.getConnection();
    if (now.getMinimumIdle() > 0) {
      now.setMinimumIdle(0);
    }
    return connection;
  }

  /** Where no attempt is on, as at Hibernate's start, it is one that nobody keeps. */
  private Connection anyConnection() throws SQLException {
    HikariDataSource now = pool;
    if (now != null) {
      return now.getConnection();
    }
    Properties properties = new Properties();
    properties.putAll(kind.connectionProperties(STARTING));
    if (database.user() != null) {
      properties.put("user", database.user());
      properties.put("password", database.password().reveal());
    }
    Connection alone = DriverManager.getConnection(database.url(), properties);
    alone.setAutoCommit(false);
    return alone;
  }

  private HikariDataSource current() {
    HikariDataSource now = pool;
    if (now == null) {
      throw new IllegalStateException("no attempt is on that could have a connection");
    }
    return now;
  }

  @Override
  public void close() {
    end();
  }
}
