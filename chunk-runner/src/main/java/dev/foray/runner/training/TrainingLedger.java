package dev.foray.runner.training;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import dev.foray.schema.LedgerScripts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;

/**
 * A database in this process's memory, reached by TCP as runners reach theirs, with a ledger that
 * holds one job. Made and closed by {@link Training}.
 */
final class TrainingLedger implements AutoCloseable {
  private static final JobId JOB = new JobId(1);
  static final AttemptId PLAN = AttemptId.ofPlan(JOB, 1);
  static final AttemptId CHUNK = AttemptId.ofChunk(JOB, 0, 1);
  static final AttemptId FINISH = AttemptId.ofFinish(JOB, 1);

  private final Server server;
  private final String url;
  private final Connection connection;

  private TrainingLedger(Server server, String url, Connection connection) {
    this.server = server;
    this.url = url;
    this.connection = connection;
  }

  /**
   * @param name of the database: a name that was used before gives what stands in it
   */
  static TrainingLedger open(String name) throws SQLException {
    Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:" + name;
    TrainingLedger ledger =
        new TrainingLedger(server, url, DriverManager.getConnection(url, "sa", ""));
    ledger.execute("create schema foray");
    ledger.execute(LedgerScripts.statements());
    ledger.execute(
        "insert into foray.release (id, created_at, bytecode_provider) values ('training', current_timestamp, true)");
    ledger.execute(
        "insert into foray.job (id, job_class, release_id, request_id, dry_run, state,"
            + " submitted_by, submitted_at, time_zone, locale, encoding, plan_attempt,"
            + " plan_failures, finish_attempt, finish_failures) values (1, 'training', 'training',"
            + " 'training', false, 'PLANNING', 'training', current_timestamp, 'UTC', 'en', 'UTF-8',"
            + " 1, 0, 1, 0)");
    return ledger;
  }

  Order.Database database() {
    return new Order.Database(url, "sa", new Secret(""));
  }

  void planned() throws SQLException {
    execute("update foray.job set state = 'RUNNING'");
    execute("update foray.chunk set state = 'RUNNING', attempt = 1");
  }

  void finishing() throws SQLException {
    execute("update foray.job set state = 'FINISHING'");
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
