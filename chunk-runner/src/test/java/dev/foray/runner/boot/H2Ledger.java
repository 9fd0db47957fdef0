package dev.foray.runner.boot;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import dev.foray.schema.LedgerScripts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;

/**
 * A database in this process that runners reach by TCP, with one job of one chunk in its ledger.
 */
final class H2Ledger implements AutoCloseable {
  static final AttemptId CHUNK = AttemptId.ofChunk(new JobId(1), 0, 1);

  private final Server server;
  private final Connection connection;
  private final String url;

  private H2Ledger(Server server, Connection connection, String url) {
    this.server = server;
    this.connection = connection;
    this.url = url;
  }

  static H2Ledger open(String name) throws SQLException {
    Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:" + name;
    Connection connection = DriverManager.getConnection(url, "sa", "");
    H2Ledger ledger = new H2Ledger(server, connection, url);
    ledger.execute("create schema foray");
    ledger.execute(LedgerScripts.statements());
    ledger.execute("create table total (name varchar(20) primary key, n integer not null)");
    ledger.execute(
        "insert into foray.release (id, created_at, bytecode_provider) values ('r', current_timestamp, true)");
    ledger.execute(
        "insert into foray.job (id, job_class, release_id, request_id, dry_run, state,"
            + " submitted_by, submitted_at, time_zone, locale, encoding, plan_attempt,"
            + " plan_failures, finish_attempt, finish_failures) values (1, 'x', 'r', 'q', false,"
            + " 'RUNNING', 'test', current_timestamp, 'UTC', 'en', 'UTF-8', 1, 0, 0, 0)");
    ledger.execute(
        "insert into foray.chunk (job_id, chunk_index, state, attempt, failures)"
            + " values (1, 0, 'RUNNING', 1, 0)");
    return ledger;
  }

  Order.Database database() {
    return new Order.Database(url, "sa", new Secret(""));
  }

  /** The state of the chunk and the sum that was written: {@code DONE 5050}. */
  String outcome() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select (select state from foray.chunk) || ' ' ||"
                    + " coalesce((select cast(n as varchar) from total), 'nothing')")) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** As if the chunk had never been written. */
  void dispatchAgain() throws SQLException {
    execute("delete from total");
    execute("update foray.chunk set state = 'RUNNING', done_by = null");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    server.stop();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
