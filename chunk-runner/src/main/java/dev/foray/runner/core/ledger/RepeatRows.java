package dev.foray.runner.core.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.runner.core.map.SkippedPairs.SkippedPair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a committed chunk's counters and of the pairs that it had set aside, when those
 * have run again: the ones that failed again stay set aside, with the new cause.
 */
public record RepeatRows(
    AttemptId attempt, Map<String, Long> counters, SetAside<?, ?> pairs, List<SkippedPair> again)
    implements LedgerRows {

  @Override
  public void insertInto(Connection connection) throws SQLException {
    for (Map.Entry<String, Long> counter : counters.entrySet()) {
      if (!isAdded(connection, counter)) {
        new ChunkRows(attempt, Map.ofEntries(counter), List.of()).insertInto(connection);
      }
    }
    delete(connection);
    for (Map.Entry<Integer, String> row : pairs.unclear().entrySet()) {
      explain(connection, row.getKey(), row.getValue());
    }
    ChunkRows.insertSkipped(connection, attempt, again, pairs.nextPosition());
  }

  private boolean isAdded(Connection connection, Map.Entry<String, Long> counter)
      throws SQLException {
    String sql =
        "update foray.counter set count = count + ?"
            + " where job_id = ? and chunk_index = ? and name = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, counter.getValue());
      update.setLong(2, attempt.job().number());
      update.setInt(3, attempt.chunk());
      update.setString(4, counter.getKey());
      return update.executeUpdate() == 1;
    }
  }

  private void delete(Connection connection) throws SQLException {
    String sql = "delete from foray.skipped where job_id = ? and chunk_index = ? and position = ?";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      for (int position : pairs.foundPositions()) {
        delete.setLong(1, attempt.job().number());
        delete.setInt(2, attempt.chunk());
        delete.setInt(3, position);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  private void explain(Connection connection, int position, String cause) throws SQLException {
    String sql =
        "update foray.skipped set attempt = ?, cause = ?"
            + " where job_id = ? and chunk_index = ? and position = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setInt(1, attempt.number());
      update.setString(2, cause);
      update.setLong(3, attempt.job().number());
      update.setInt(4, attempt.chunk());
      update.setInt(5, position);
      update.executeUpdate();
    }
  }
}
