package dev.foray.master.ledger;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A row of {@code counter}; a chunk's runner inserts it. */
@Entity
@Table(name = "counter")
class CounterRow {
  @EmbeddedId Key key;
  long count;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  CounterRow() {}

  @Embeddable
  record Key(long jobId, int chunkIndex, String name) {}
}
