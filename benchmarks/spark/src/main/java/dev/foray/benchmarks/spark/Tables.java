package dev.foray.benchmarks.spark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** PostgreSQL's tables as Spark reads and writes them. */
final class Tables {
  private static final int RANGES = 20;
  private static final String FETCH_SIZE = "5000";
  private static final String BATCH = "1000";

  private final String url;
  private final Properties properties = new Properties();

  /**
   * @param arguments the database's URL and its user
   */
  Tables(String[] arguments) {
    url = arguments[0];
    properties.setProperty("user", arguments[1]);
    properties.setProperty("password", "");
    properties.setProperty("driver", "org.postgresql.Driver");
    properties.setProperty("fetchsize", FETCH_SIZE);
    properties.setProperty("batchsize", BATCH);
  }

  /** On two threads, without what only a cluster needs. */
  static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("benchmark")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        // Its default of 200 is for a cluster.
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate();
  }

  /** In ranges of the ids. */
  Dataset<Row> read(SparkSession spark, String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, properties);
        Statement statement = connection.createStatement();
        ResultSet ends = statement.executeQuery("select min(id), max(id) from " + table)) {
      ends.next();
      return spark
          .read()
          .jdbc(url, table, "id", ends.getLong(1), ends.getLong(2) + 1, RANGES, properties);
    }
  }

  void append(Dataset<Row> rows, String table) {
    rows.write().mode(SaveMode.Append).jdbc(url, table, properties);
  }
}
