package dev.foray.runner.core.ledger;

import dev.foray.api.KeyValue;
import dev.foray.protocol.AttemptId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chunk that a dry run has tried, and the first pairs that it would have written.
 *
 * @param planning how long {@code plan} lasted in it
 */
public record TriedRows(AttemptId attempt, Duration planning, List<TriedPair> pairs)
    implements LedgerRows {

  /** A pair as text, key and value cut to 200 characters each. */
  public record TriedPair(String key, String value) {
    private static final int LONGEST = 200;

    public static TriedPair of(KeyValue<?, ?> pair) {
      return new TriedPair(text(pair.key()), text(pair.value()));
    }

    /** With the elements of arrays; without what PostgreSQL takes in no text. */
    private static String text(@Nullable Object value) {
      String listed = Arrays.deepToString(new @Nullable Object[] {value});
      String text = listed.substring(1, listed.length() - 1).replace("\0", "");
      return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
  }

  @Override
  public void insertInto(Connection connection) throws SQLException {
    insertChunk(connection);
    if (!pairs.isEmpty()) {
      insertPairs(connection);
    }
  }

  private void insertChunk(Connection connection) throws SQLException {
    String sql =
        "insert into foray.tried_chunk (job_id, chunk_index, plan_millis) values (?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setLong(1, attempt.job().number());
      insert.setInt(2, attempt.chunk());
      insert.setLong(3, planning.toMillis());
      insert.executeUpdate();
    }
  }

  private void insertPairs(Connection connection) throws SQLException {
    String sql =
        "insert into foray.tried_pair (job_id, chunk_index, position, pair_key, pair_value)"
            + " values (?, ?, ?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int position = 0; position < pairs.size(); position++) {
        insert.setLong(1, attempt.job().number());
        insert.setInt(2, attempt.chunk());
        insert.setInt(3, position);
        insert.setString(4, pairs.get(position).key());
        insert.setString(5, pairs.get(position).value());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
