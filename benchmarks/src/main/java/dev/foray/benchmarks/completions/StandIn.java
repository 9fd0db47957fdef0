package dev.foray.benchmarks.completions;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.Order;
import dev.foray.protocol.Phases;
import dev.foray.protocol.Progress;
import dev.foray.runner.core.ledger.AttemptRow;
import dev.foray.runner.core.ledger.ChunkRows;
import dev.foray.runner.report.OrderDesk;
import java.rmi.RemoteException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In the place of runners, one after the other: of each chunk it makes the ledger's own statements,
 * check, counters and fence, in one transaction, and nothing else. Its connection stays open. For
 * one thread.
 */
final class StandIn {
  private static final Progress DONE = new Progress(1, 1, 0, 0, 0, new Phases(0, 0, 0, 1));

  private @Nullable Connection connection;
  private @Nullable DatabaseSession session;

  /**
   * @param reports whether it tells the Master, as the attempt that it is, of its start and its
   *     commit
   */
  void run(Order order, boolean reports) throws SQLException, RemoteException {
    Connection ledger = open(order.database());
    OrderDesk desk = new OrderDesk(order);
    var reached = reports ? desk.reach() : null;
    if (reached != null && session != null) {
      reached.started(order.attempt(), session);
    }
    commit(ledger, order.attempt());
    if (reached != null) {
      reached.succeeded(order.attempt(), DONE);
    }
  }

  private static void commit(Connection ledger, AttemptId attempt) throws SQLException {
    AttemptRow row = new AttemptRow(attempt, true);
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("pairs_read", DONE.pairsRead());
    columns.put("pairs_mapped", DONE.pairsMapped());
    columns.put("pairs_emitted", DONE.pairsEmitted());
    columns.put("pairs_written", DONE.pairsWritten());
    columns.put("pairs_skipped", DONE.pairsSkipped());
    boolean current = row.begin(ledger);
    if (current) {
      new ChunkRows(attempt, Map.of("pairs", 1L), List.of()).insertInto(ledger);
      current = row.fence(ledger, columns);
    }
    if (!current) {
      ledger.rollback();
      throw new IllegalStateException(attempt + " is not current");
    }
    ledger.commit();
  }

  private Connection open(Order.Database database) throws SQLException {
    if (connection == null) {
      connection =
          DriverManager.getConnection(
              database.url(), database.user(), database.password().reveal());
      connection.setAutoCommit(false);
      try (Statement who = connection.createStatement();
          ResultSet row =
              who.executeQuery(
                  "select pid, backend_start from pg_stat_activity where pid = pg_backend_pid()")) {
        row.next();
        Instant start = row.getObject(2, OffsetDateTime.class).toInstant();
        session = new DatabaseSession(row.getLong(1), start);
      }
      connection.commit();
    }
    return connection;
  }
}
