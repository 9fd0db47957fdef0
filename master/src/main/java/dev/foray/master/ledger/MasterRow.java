package dev.foray.master.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The one row of {@code master}: which Master this ledger belongs to now. */
@Entity
@Table(name = "master")
class MasterRow {
  static final int ONLY = 1;

  @Id int id;
  long epoch;
  long renewals;
  Instant startedAt;
  String host;
  long pid;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  MasterRow() {}

  /** The row of a ledger's first Master. */
  MasterRow(Instant startedAt, String host, long pid) {
    this.id = ONLY;
    this.epoch = 1;
    this.startedAt = startedAt;
    this.host = host;
    this.pid = pid;
  }
}
