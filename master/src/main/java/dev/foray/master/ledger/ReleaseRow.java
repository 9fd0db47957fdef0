package dev.foray.master.ledger;

import dev.foray.protocol.Order;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  @Nullable String version;
  @Nullable String givenBy;
  @Nullable Instant givenAt;
  @Nullable Instant prunedAt;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  ReleaseRow() {}

  ReleaseRow(Release release) {
    this.id = release.id();
    this.createdAt = release.createdAt();
    this.bytecodeProvider = release.bytecodeProvider();
    this.version = Texts.storableOrNull(release.version(), Texts.VERSION);
    this.givenBy = Texts.storableOrNull(release.givenBy(), Texts.NAME);
    this.givenAt = release.createdAt();
  }

  Release toRelease(List<Order.Jar> jars, List<String> jobClasses, List<String> entities) {
    return new Release(
        id, createdAt, jars, jobClasses, entities, bytecodeProvider, version, givenBy);
  }
}
