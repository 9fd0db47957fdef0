package dev.foray.benchmarks.model;

import dev.foray.api.BulkInsert;
import dev.foray.api.KeyValue;
import java.util.List;
import org.hibernate.StatelessSession;

/** The backfill, written by the bulk writer. */
public class BulkDigests extends DigestAccounts {
  @Override
  public void writeAll(List<KeyValue<Long, String>> digests, StatelessSession db) {
    BulkInsert.into(db, "account_digest", "account_id", "sha256")
        .insert(digests.stream().map(one -> BulkInsert.row(one.key(), one.value())));
  }
}
