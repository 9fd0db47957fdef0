package dev.foray.benchmarks.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What the backfill writes. */
@Entity
@Table(name = "account_digest")
public class AccountDigest {
  @Id
  @Column(name = "account_id")
  long accountId;

  String sha256 = "";

  /** For Hibernate. */
  protected AccountDigest() {}

  public AccountDigest(long accountId, String sha256) {
    this.accountId = accountId;
    this.sha256 = sha256;
  }
}
