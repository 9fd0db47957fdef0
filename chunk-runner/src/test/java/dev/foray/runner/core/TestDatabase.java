package dev.foray.runner.core;

import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import dev.foray.schema.LedgerScripts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The database of a test: one H2 in memory and one PostgreSQL for the module, emptied for each test
 * but for a new ledger.
 */
record TestDatabase(String url, String user, String password) {
  private static final Map<String, Connection> OWN = new ConcurrentHashMap<>();

  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static TestDatabase h2() {
    TestDatabase database = new TestDatabase("jdbc:h2:mem:core;DB_CLOSE_DELAY=-1", "sa", "");
    database.execute("drop all objects");
    database.makeLedger();
    return database;
  }

  static TestDatabase postgres() {
    TestDatabase database =
        new TestDatabase(
            "jdbc:postgresql://localhost:" + Postgres.SERVER.getPort() + "/postgres",
            "postgres",
            "");
    database.execute(
        "drop schema if exists foray cascade; drop schema public cascade; create schema public");
    database.makeLedger();
    return database;
  }

  /** The port of the PostgreSQL server. */
  int port() {
    return Postgres.SERVER.getPort();
  }

  /** This database by way of another port. */
  String urlAt(int port) {
    return url.replace(":" + port() + "/", ":" + port + "/");
  }

  boolean isPostgres() {
    return url.startsWith("jdbc:postgresql:");
  }

  Order.Database address() {
    return new Order.Database(url, user, new Secret(password));
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** The connection of the tests' own statements: a session of PostgreSQL is dear to open. */
  private Connection own() throws SQLException {
    Connection open = OWN.get(url);
    if (open == null || !open.isValid(5)) {
      open = connect();
      OWN.put(url, open);
    }
    return open;
  }

  void execute(String sql) {
    try (Statement statement = own().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  int update(String sql, Object... values) {
    try (PreparedStatement statement = own().prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The rows of a query, each as its values joined by a space. */
  List<String> rows(String sql) {
    try (Statement statement = own().createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf((@Nullable Object) found.getObject(i)));
        }
        rows.add(String.join(" ", values));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  String value(String sql) {
    return rows(sql).get(0);
  }

  private void makeLedger() {
    execute("create schema foray");
    execute(LedgerScripts.statements());
  }
}
