package dev.foray.benchmarks.plain;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A table's ids in ranges of one width, done by two threads, each with a connection of its own and
 * a commit after each range.
 */
final class Ranges {
  private static final int THREADS = 2;
  private static final int COUNT = 20;

  /** The ids from the first to the last, both included. */
  record Range(long first, long last) {}

  /** What is to be done with a range, without its commit. */
  interface Work {
    void run(Connection connection, Range range) throws Exception;
  }

  private Ranges() {}

  /**
   * @param arguments the database's URL and its user
   */
  static void each(String[] arguments, String table, String key, Work work) throws Exception {
    Queue<Range> ranges = new ConcurrentLinkedQueue<>(of(arguments, table, key));
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(threads.submit(() -> work(arguments, ranges, work)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  static List<Range> of(String[] arguments, String table, String key) throws SQLException {
    try (Connection connection = connect(arguments);
        Statement statement = connection.createStatement();
        ResultSet ends =
            statement.executeQuery("select min(%1$s), max(%1$s) from %2$s".formatted(key, table))) {
      ends.next();
      long first = ends.getLong(1);
      long width = (ends.getLong(2) - first) / COUNT + 1;
      List<Range> ranges = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        ranges.add(new Range(first + i * width, first + (i + 1) * width - 1));
      }
      return ranges;
    }
  }

  private static Void work(String[] arguments, Queue<Range> ranges, Work work) throws Exception {
    try (Connection connection = connect(arguments)) {
      connection.setAutoCommit(false);
      for (Range range = ranges.poll(); range != null; range = ranges.poll()) {
        work.run(connection, range);
        connection.commit();
      }
    }
    return null;
  }

  private static Connection connect(String[] arguments) throws SQLException {
    return DriverManager.getConnection(arguments[0], arguments[1], "");
  }
}
