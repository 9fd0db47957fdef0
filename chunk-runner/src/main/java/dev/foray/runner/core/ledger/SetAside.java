package dev.foray.runner.core.ledger;

import dev.foray.api.KeyValue;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Progress;
import dev.foray.runner.core.map.KeyText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of a committed chunk that were set aside, and those of them that {@code read} gives
 * again. A pair is known by its key's text: where {@code read} gives another number of pairs of a
 * key than were set aside, it can't be told which ones have counted already, and all of them stay
 * set aside. Filled by the thread that reads, then read by the one that writes.
 */
public final class SetAside<K, V extends @Nullable Object> {
  private final Map<String, Pairs<K, V>> byKey = new LinkedHashMap<>();
  private final Progress before;
  private int rows;
  private int nextPosition;

  /** What is known of one key. */
  private static final class Pairs<K, V extends @Nullable Object> {
    private final List<Integer> positions = new ArrayList<>();
    private final List<KeyValue<K, V>> read = new ArrayList<>();

    private boolean areThose() {
      return read.size() == positions.size();
    }
  }

  private SetAside(Progress before) {
    this.before = before;
  }

  /** What the chunk's last commit has left. */
  public static <K, V extends @Nullable Object> SetAside<K, V> read(
      Connection connection, AttemptId attempt) throws SQLException {
    SetAside<K, V> pairs = new SetAside<>(progress(connection, attempt));
    String sql =
        "select position, pair_key from foray.skipped where job_id = ? and chunk_index = ?"
            + " order by position";
    try (PreparedStatement select = prepare(connection, sql, attempt);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        pairs.add(row.getInt(1), row.getString(2));
      }
    }
    return pairs;
  }

  /** Takes the pair in, if it may be one of them. */
  public synchronized void offer(KeyValue<K, V> pair) {
    Pairs<K, V> known = byKey.get(KeyText.of(pair.key()));
    if (known != null && known.read.size() <= known.positions.size()) {
      known.read.add(pair); // One too many shows that it can't be told which they are.
    }
  }

  /** Those to run, when all have been offered. */
  public synchronized List<KeyValue<K, V>> found() {
    return byKey.values().stream()
        .filter(Pairs::areThose)
        .flatMap(pairs -> pairs.read.stream())
        .toList();
  }

  /** The rows of {@link #found}. */
  synchronized List<Integer> foundPositions() {
    return byKey.values().stream()
        .filter(Pairs::areThose)
        .flatMap(pairs -> pairs.positions.stream())
        .toList();
  }

  /** Rows of pairs that can't be told apart, with why. */
  synchronized Map<Integer, String> unclear() {
    Map<Integer, String> causes = new LinkedHashMap<>();
    for (Pairs<K, V> pairs : byKey.values()) {
      int read = pairs.read.size();
      if (read > 0 && !pairs.areThose()) {
        String cause =
            (read > pairs.positions.size() ? "read gives more pairs" : "read gives fewer pairs")
                + " of this key than the "
                + pairs.positions.size()
                + " set aside, so it can't be told which of them have counted: give each pair of a"
                + " chunk a key of its own";
        pairs.positions.forEach(position -> causes.put(position, cause));
      }
    }
    return causes;
  }

  /** How many were set aside. */
  public int size() {
    return rows;
  }

  int nextPosition() {
    return nextPosition;
  }

  /**
   * The chunk's counts, with those of this attempt.
   *
   * @param now what this attempt did
   */
  public Progress total(Progress now) {
    return new Progress(
        before.pairsRead(),
        before.pairsMapped() + now.pairsMapped(),
        before.pairsEmitted() + now.pairsEmitted(),
        before.pairsWritten() + now.pairsWritten(),
        rows - foundPositions().size() + now.pairsSkipped(),
        now.phases());
  }

  private void add(int position, String key) {
    byKey.computeIfAbsent(key, first -> new Pairs<>()).positions.add(position);
    nextPosition = position + 1;
    rows++;
  }

  private static Progress progress(Connection connection, AttemptId attempt) throws SQLException {
    String sql =
        "select pairs_read, pairs_mapped, pairs_emitted, pairs_written from foray.chunk"
            + " where job_id = ? and chunk_index = ?";
    try (PreparedStatement select = prepare(connection, sql, attempt);
        ResultSet row = select.executeQuery()) {
      return row.next()
          ? new Progress(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), 0)
          : Progress.NONE;
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, AttemptId attempt)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setLong(1, attempt.job().number());
    statement.setInt(2, attempt.chunk());
    return statement;
  }
}
