package dev.foray.master.ledger;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

/** A row of {@code release_class}. */
@Entity
@Table(name = "release_class")
class ReleaseClassRow {
  @EmbeddedId Key key;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  ReleaseClassRow() {}

  ReleaseClassRow(String releaseId, Kind kind, String name) {
    this.key = new Key(releaseId, kind, name);
  }

  /** What a class of a release is to Foray. */
  enum Kind {
    /** Implements MapReduceJob. */
    JOB,
    /** An entity, embeddable, mapped superclass or converter. */
    ENTITY
  }

  @Embeddable
  record Key(String releaseId, @Enumerated(EnumType.STRING) Kind kind, String name) {}
}
