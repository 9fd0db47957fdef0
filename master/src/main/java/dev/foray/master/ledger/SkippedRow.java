package dev.foray.master.ledger;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A row of {@code skipped}; a chunk's runner inserts and deletes it. */
@Entity
@Table(name = "skipped")
class SkippedRow {
  @EmbeddedId Key key;
  int attempt;
  String pairKey;
  String cause;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  SkippedRow() {}

  @Embeddable
  record Key(long jobId, int chunkIndex, int position) {}
}
