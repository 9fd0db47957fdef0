package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Order;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code suspect}. */
@Entity
@Table(name = "suspect")
class SuspectRow {
  @EmbeddedId Key key;
  int attempt;
  String pairKey;
  @Nullable String cause;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  SuspectRow() {}

  SuspectRow(AttemptId attempt, int position, String pairKey) {
    this.key = new Key(attempt.job().number(), attempt.chunk(), position);
    this.attempt = attempt.number();
    this.pairKey = pairKey;
  }

  Order.Suspect toSuspect() {
    return new Order.Suspect(pairKey, cause);
  }

  @Embeddable
  record Key(long jobId, int chunkIndex, int position) {}
}
