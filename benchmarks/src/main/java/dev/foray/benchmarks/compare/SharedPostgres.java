package dev.foray.benchmarks.compare;

import dev.foray.benchmarks.fence.Cpu;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The PostgreSQL that all contestants of a comparison share, with the build's own binaries and the
 * durability of one in production: the server's own settings but for those of {@link #start}.
 */
public final class SharedPostgres implements AutoCloseable {
  public static final String USER = "postgres";

  /** With it the driver makes one statement of a batch of inserts; everybody gets it. */
  private static final String OPTIONS = "?reWriteBatchedInserts=true";

  private final EmbeddedPostgres postgres;
  private final Connection connection;
  private final ProcessHandle server;

  private SharedPostgres(EmbeddedPostgres postgres, Connection connection, ProcessHandle server) {
    this.postgres = postgres;
    this.connection = connection;
    this.server = server;
  }

  public static SharedPostgres start() throws IOException, SQLException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            // The library's defaults are for tests: no fsync, no waiting for commits.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("shared_buffers", "512MB")
            .setServerConfig("max_wal_size", "4GB")
            // When a row was committed is asked of the server.
            .setServerConfig("track_commit_timestamp", "on")
            .start();
    Connection connection = DriverManager.getConnection(url(postgres), USER, "");
    long session = Long.parseLong(text(connection, "select pg_backend_pid()"));
    ProcessHandle server = ProcessHandle.of(session).flatMap(ProcessHandle::parent).orElseThrow();
    return new SharedPostgres(postgres, connection, server);
  }

  public String url() {
    return url(postgres);
  }

  /** In words: version and what was set. */
  String about() throws SQLException {
    return "PostgreSQL "
        + text("show server_version")
        + ", fsync and synchronous_commit on, shared_buffers 512MB, max_wal_size 4GB,"
        + " reWriteBatchedInserts=true in everybody's URL";
  }

  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The one column of the one row. */
  public String text(String query) throws SQLException {
    return text(connection, query);
  }

  /** CPU-seconds of the server, its sessions included. */
  double cpu() throws IOException {
    return Cpu.ofTree(server);
  }

  @Override
  public void close() throws IOException, SQLException {
    connection.close();
    postgres.close();
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return String.valueOf(result.getString(1));
    }
  }

  private static String url(EmbeddedPostgres postgres) {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres" + OPTIONS;
  }
}
