package dev.foray.benchmarks.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sha2;

import org.apache.spark.sql.SparkSession;

/** The backfill, with Spark's own SHA-256. */
public final class SparkBackfill {
  private static final int BITS = 256;

  private SparkBackfill() {}

  /** Arguments: the database's URL and its user. */
  public static void main(String[] arguments) throws Exception {
    Tables tables = new Tables(arguments);
    try (SparkSession spark = Tables.session()) {
      tables.append(
          tables
              .read(spark, "account")
              .select(
                  col("id").as("account_id"), sha2(col("email").cast("binary"), BITS).as("sha256")),
          "account_digest");
    }
  }
}
