package dev.foray.benchmarks.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.split;

import org.apache.spark.sql.SparkSession;

/** The word counts: one count over all rows, written once. */
public final class SparkWords {
  private SparkWords() {}

  /** Arguments: the database's URL and its user. */
  public static void main(String[] arguments) throws Exception {
    Tables tables = new Tables(arguments);
    try (SparkSession spark = Tables.session()) {
      tables.append(
          tables
              .read(spark, "note")
              .select(explode(split(lower(col("text")), " ")).as("word"))
              .groupBy("word")
              .agg(count(lit(1)).as("n")),
          "word_count");
    }
  }
}
