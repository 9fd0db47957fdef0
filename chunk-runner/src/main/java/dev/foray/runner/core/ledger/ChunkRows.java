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
      insertSkipped(connection);
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

  private void insertSkipped(Connection connection) throws SQLException {
    String sql =
        "insert into foray.skipped (job_id, chunk_index, position, attempt, pair_key, cause)"
            + " values (?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int position = 0; position < skipped.size(); position++) {
        insert.setLong(1, attempt.job().number());
        insert.setInt(2, attempt.chunk());
        insert.setInt(3, position);
        insert.setInt(4, attempt.number());
        insert.setString(5, skipped.get(position).key());
        insert.setString(6, skipped.get(position).cause());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
