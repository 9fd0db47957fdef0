package dev.foray.examples.recipes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class RecipesIT extends RecipesContract {
  private static EmbeddedPostgres postgres;

  private final String database = "recipes_" + UUID.randomUUID().toString().replace('-', '_');

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  /** Before the tables of the superclass. */
  @Override
  @BeforeEach
  void makeTheTeamsTables() throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database);
    }
    super.makeTheTeamsTables();
  }

  @Override
  String url() {
    return postgres.getJdbcUrl("postgres", database);
  }

  @Override
  String user() {
    return "postgres";
  }
}
