package dev.foray.runner.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class H2UpsertsTest {
  private static final String URL = "jdbc:h2:mem:upserts;DB_CLOSE_DELAY=-1";
  private static final String ADD =
      "merge into word using (values ('a', 1)) s (w, n) on word.w = s.w"
          + " when matched then update set n = word.n + s.n"
          + " when not matched then insert values (s.w, s.n)";

  private Connection watcher;

  @BeforeEach
  void open() throws SQLException {
    watcher = DriverManager.getConnection(URL, "sa", "");
    execute(watcher, "drop all objects");
    execute(watcher, "create schema foray");
    execute(watcher, "create table foray.release (id varchar(64) primary key)");
    execute(watcher, "insert into foray.release values ('r')");
    execute(watcher, "create table word (w varchar(10) primary key, n int)");
  }

  @AfterEach
  void close() throws SQLException {
    watcher.close();
  }

  @Test
  void chunkThatAddsToARowThatAnotherIsJustInsertingWaitsForItAndAdds() throws Exception {
    try (Connection first = connection();
        Connection second = connection()) {
      add(first);
      CompletableFuture<Void> adding = CompletableFuture.runAsync(() -> add(second));
      awaitThatOneIsBlocked();
      first.commit();
      adding.get(60, TimeUnit.SECONDS);
      second.commit();
    }
    assertThat(number("select n from word")).isEqualTo(2);
  }

  @Test
  void chunksThatInsertDoNotWaitForEachOther() throws Exception {
    try (Connection first = connection();
        Connection second = connection()) {
      add(first);
      guarded(second).prepareStatement("insert into word values ('b', 1)").execute();
      second.commit();
      first.commit();
    }
    assertThat(number("select sum(n) from word")).isEqualTo(2);
  }

  private void awaitThatOneIsBlocked() throws SQLException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    String blocked =
        "select count(*) from information_schema.sessions where blocker_id is not null";
    while (number(blocked) == 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static Connection connection() throws SQLException {
    Connection connection = DriverManager.getConnection(URL, "sa", "");
    connection.setAutoCommit(false);
    return connection;
  }

  private static Connection guarded(Connection connection) {
    return new GuardedConnection(connection, DatabaseKind.H2, Access.WRITE).proxy();
  }

  private static void add(Connection connection) {
    try (PreparedStatement statement = guarded(connection).prepareStatement(ADD)) {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = watcher.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
