package dev.foray.benchmarks.plain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The word counts by JDBC as a good engineer writes them: each range is counted in memory, then
 * added to the table in the order of the words, so that two threads don't lock each other out.
 */
public final class JdbcWords {
  private static final int FETCH_SIZE = 5_000;
  private static final int BATCH = 1_000;

  private JdbcWords() {}

  /** Arguments: the database's URL and its user. */
  public static void main(String[] arguments) throws Exception {
    Ranges.each(arguments, "note", "id", JdbcWords::count);
  }

  private static void count(Connection connection, Ranges.Range range) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement("select text from note where id between ? and ?")) {
      select.setFetchSize(FETCH_SIZE);
      select.setLong(1, range.first());
      select.setLong(2, range.last());
      try (ResultSet notes = select.executeQuery()) {
        while (notes.next()) {
          Words.of(notes.getString(1)).forEach(word -> counts.merge(word, 1L, Long::sum));
        }
      }
    }
    add(connection, counts);
  }

  private static void add(Connection connection, Map<String, Long> counts) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into word_count (word, n) values (?, ?)"
                + " on conflict (word) do update set n = word_count.n + excluded.n")) {
      int waiting = 0;
      for (Map.Entry<String, Long> count : counts.entrySet()) {
        upsert.setString(1, count.getKey());
        upsert.setLong(2, count.getValue());
        upsert.addBatch();
        if (++waiting % BATCH == 0) {
          upsert.executeBatch();
        }
      }
      upsert.executeBatch();
    }
  }
}
