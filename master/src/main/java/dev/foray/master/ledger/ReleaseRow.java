package dev.foray.master.ledger;

import dev.foray.protocol.Order;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/**
 * A row of {@code release}. Its jars and classes stand in {@link ReleaseJarRow} and {@link
 * ReleaseClassRow}.
 */
@Entity
@Table(name = "release")
class ReleaseRow {
  @Id String id;
  Instant createdAt;
  boolean bytecodeProvider;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  ReleaseRow() {}

  ReleaseRow(Release release) {
    this.id = release.id();
    this.createdAt = release.createdAt();
    this.bytecodeProvider = release.bytecodeProvider();
  }

  Release toRelease(List<Order.Jar> jars, List<String> jobClasses, List<String> entities) {
    return new Release(id, createdAt, jars, jobClasses, entities, bytecodeProvider);
  }
}
