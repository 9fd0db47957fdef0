package dev.foray.master.ledger;

import dev.foray.protocol.TypedText;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A row of {@code rows_parameter}; the runner of plan inserts it. */
@Entity
@Table(name = "rows_parameter")
class RowsParameterRow {
  @EmbeddedId Key key;
  String type;
  String text;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  RowsParameterRow() {}

  TypedText toTypedText() {
    return new TypedText(key.name(), type, text);
  }

  @Embeddable
  record Key(long jobId, String name) {}
}
