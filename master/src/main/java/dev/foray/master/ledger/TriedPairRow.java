package dev.foray.master.ledger;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A row of {@code tried_pair}; the runner of a dry run's chunk inserts it. */
@Entity
@Table(name = "tried_pair")
class TriedPairRow {
  @EmbeddedId Key key;
  String pairKey;
  String pairValue;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  TriedPairRow() {}

  @Embeddable
  record Key(long jobId, int chunkIndex, int position) {}
}
