package dev.foray.master.ledger;

import dev.foray.protocol.NamedText;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A row of {@code job_parameter}. */
@Entity
@Table(name = "job_parameter")
class JobParameterRow {
  @EmbeddedId Key key;
  String text;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  JobParameterRow() {}

  JobParameterRow(long jobId, NamedText parameter) {
    this.key = new Key(jobId, parameter.name());
    this.text = parameter.text();
  }

  NamedText toNamedText() {
    return new NamedText(key.name(), text);
  }

  @Embeddable
  record Key(long jobId, String name) {}
}
