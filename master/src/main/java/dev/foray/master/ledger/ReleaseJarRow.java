package dev.foray.master.ledger;

import dev.foray.protocol.Order;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A row of {@code release_jar}. */
@Entity
@Table(name = "release_jar")
class ReleaseJarRow {
  @EmbeddedId Key key;
  String name;
  String sha256;
  long bytes;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  ReleaseJarRow() {}

  ReleaseJarRow(String releaseId, int position, Order.Jar jar) {
    this.key = new Key(releaseId, position);
    this.name = jar.name();
    this.sha256 = jar.sha256();
    this.bytes = jar.bytes();
  }

  Order.Jar toJar() {
    return new Order.Jar(name, sha256, bytes, "");
  }

  @Embeddable
  record Key(String releaseId, int position) {}
}
