package dev.foray.runner.core.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.runner.core.map.SkippedPairs.SkippedPair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A chunk's counters and the pairs that it set aside. */
public record ChunkRows(AttemptId attempt, Map<String, Long> counters, List<SkippedPair> skipped)
    implements LedgerRows {

  @Override
  public void insertInto(Connection connection) throws SQLException {
    if (!counters.isEmpty()) {
      insertCounters(connection);
    }
    if (!skipped.isEmpty()) {
      insertSkipped(connection, attempt, skipped, 0);
    }
  }

  private void insertCounters(Connection connection) throws SQLException {
    String sql = "insert into foray.counter (job_id, chunk_index, name, count) values (?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (Map.Entry<String, Long> counter : counters.entrySet()) {
        insert.setLong(1, attempt.job().number());
        insert.setInt(2, attempt.chunk());
        insert.setString(3, counter.getKey());
        insert.setLong(4, counter.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * @param first the position of the first
   */
  static void insertSkipped(
      Connection connection, AttemptId attempt, List<SkippedPair> skipped, int first)
      throws SQLException {
    String sql =
        "insert into foray.skipped (job_id, chunk_index, position, attempt, pair_key, cause)"
            + " values (?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < skipped.size(); i++) {
        insert.setLong(1, attempt.job().number());
        insert.setInt(2, attempt.chunk());
        insert.setInt(3, first + i);
        insert.setInt(4, attempt.number());
        insert.setString(5, skipped.get(i).key());
        insert.setString(6, skipped.get(i).cause());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
