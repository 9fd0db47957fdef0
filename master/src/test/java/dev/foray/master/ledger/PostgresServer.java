package dev.foray.master.ledger;

import dev.foray.protocol.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The one PostgreSQL of this module's tests, with an empty database for whoever asks. */
public final class PostgresServer {
  private static final EmbeddedPostgres SERVER = start();

  private PostgresServer() {}

  private static EmbeddedPostgres start() {
    try {
      // Ends with this JVM.
      return EmbeddedPostgres.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JDBC URL of a new, empty database. */
  public static String freshDatabase() throws SQLException {
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    asAdmin("create database " + name);
    return urlOf(name);
  }

  /** A ledger's address in a new, empty database. */
  public static LedgerAddress freshAddress() throws SQLException {
    return address(freshDatabase());
  }

  static LedgerAddress address(String url) {
    return new LedgerAddress(url, "postgres", new Secret("postgres"), Path.of("unused"));
  }

  static String urlOf(String database) {
    return "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + database;
  }

  static void asAdmin(String... statements) throws SQLException {
    in(address(urlOf("postgres")), statements);
  }

  /** Executes statements as the one to whom all belongs. */
  static void in(LedgerAddress database, String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(String.valueOf(database.url()), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
