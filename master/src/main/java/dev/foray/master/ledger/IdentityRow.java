package dev.foray.master.ledger;

import dev.foray.protocol.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code identity}. */
@Entity
@Table(name = "identity")
class IdentityRow {
  @Id String name;

  @Enumerated(EnumType.STRING)
  Role role;

  String serial;
  Instant issuedAt;
  Instant expiresAt;
  @Nullable Instant revokedAt;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  IdentityRow() {}

  IdentityRow(Certified certified) {
    this.name = certified.name();
    this.role = certified.role();
    this.serial = certified.serial();
    this.issuedAt = certified.issuedAt();
    this.expiresAt = certified.expiresAt();
    this.revokedAt = certified.revokedAt();
  }

  Certified toCertified() {
    return new Certified(name, role, serial, issuedAt, expiresAt, revokedAt);
  }
}
