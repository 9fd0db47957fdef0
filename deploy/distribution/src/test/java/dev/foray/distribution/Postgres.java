package dev.foray.distribution;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL server for the module's tests, with a database of its own for each test. Ends with
 * this JVM.
 */
final class Postgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final Map<String, Queue<Connection>> IDLE = new ConcurrentHashMap<>();

  private static final class Server {
    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "200")
            .setServerConfig("fsync", "off")
            .start();
      } catch (IOException e) {
        throw new IllegalStateException("PostgreSQL did not start", e);
      }
    }
  }

  private Postgres() {}

  /** A new, empty database's JDBC URL; its user is postgres. */
  static String newDatabase() throws SQLException {
    String name = "test" + DATABASES.incrementAndGet();
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return "jdbc:postgresql://127.0.0.1:" + Server.POSTGRES.getPort() + "/" + name;
  }

  /** A new, empty database that belongs to a new user, who must show the password. */
  static String newDatabaseOf(String user, String password) throws SQLException, IOException {
    String url = newDatabase();
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("create role " + user + " login password '" + password + "'");
      statement.execute("alter database " + connection.getCatalog() + " owner to " + user);
    }
    requirePassword(url, user);
    return url;
  }

  /** From now on this user must show a password; the server's other users need none. */
  static void requirePassword(String url, String user) throws SQLException, IOException {
    Path hosts = Path.of(rows(url, "postgres", "", "show hba_file").get(0));
    String rule = "host all " + user + " all scram-sha-256\n";
    Files.writeString(hosts, rule + Files.readString(hosts));
    rows(url, "postgres", "", "select pg_reload_conf()");
  }

  /**
   * The rows of a query, each as its columns' texts joined by a bar. Connections to a server are
   * kept and used again: a test asks many times a second, and each new one costs a process.
   */
  static List<String> rows(String url, String user, String password, String sql)
      throws SQLException {
    if (!url.startsWith("jdbc:postgresql:")) {
      try (Connection connection = DriverManager.getConnection(url, user, password)) {
        return rows(connection, sql);
      }
    }
    Queue<Connection> idle =
        IDLE.computeIfAbsent(url + " " + user, one -> new ConcurrentLinkedQueue<>());
    Connection kept = idle.poll();
    if (kept != null && !kept.isValid(10)) { // Its server was restarted meanwhile.
      kept.close();
      kept = null;
    }
    Connection connection = kept == null ? DriverManager.getConnection(url, user, password) : kept;
    try {
      List<String> rows = rows(connection, sql);
      idle.add(connection);
      return rows;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(result.getObject(i)));
        }
        rows.add(String.join("|", columns));
      }
      return rows;
    }
  }
}
