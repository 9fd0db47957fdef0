package dev.foray.benchmarks.model;

import dev.foray.api.BulkInsert;
import dev.foray.api.KeyValue;
import java.util.List;
import org.hibernate.StatelessSession;

/** The word counts, written by the bulk writer. */
public class BulkWords extends CountWords {
  @Override
  public void writeAll(List<KeyValue<String, Long>> counts, StatelessSession db) {
    BulkInsert.into(db, "word_count", "word", "n")
        .key("word")
        .adding("n")
        .upsert(counts.stream().map(one -> BulkInsert.row(one.key(), one.value())));
  }
}
