package dev.foray.master.ledger;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code node_step}. */
@Entity
@Table(name = "node_step")
class NodeStepRow {
  /** As long as the column. */
  private static final int LONGEST = 200;

  @EmbeddedId Key key;
  Instant doneAt;
  String what;

  /** The primary key. */
  @Embeddable
  record Key(String nodeId, int step) {}

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  NodeStepRow() {}

  NodeStepRow(String node, int step, NodeStep done) {
    this.key = new Key(node, step);
    this.doneAt = done.at();
    this.what = Texts.storable(done.what(), LONGEST);
  }

  NodeStep toStep() {
    return new NodeStep(doneAt, what);
  }
}
