package dev.foray.master.ledger;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A row of {@code tried_chunk}; the runner of a dry run's chunk inserts it. */
@Entity
@Table(name = "tried_chunk")
class TriedChunkRow {
  @EmbeddedId ChunkKey key;
  long planMillis;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  TriedChunkRow() {}
}
