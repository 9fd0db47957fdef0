package dev.foray.master.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
  @Nullable String place;
  long startTicks;
  @Nullable Instant endedAt;
  @Nullable String authority;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  MasterRow() {}

  MasterRow(long epoch, Instant startedAt, String host, long pid, @Nullable ProcessMark mark) {
    this.id = ONLY;
    this.epoch = epoch;
    this.startedAt = startedAt;
    this.host = host;
    this.pid = pid;
    this.place = mark == null ? null : mark.place();
    this.startTicks = mark == null ? 0 : mark.startTicks();
  }

  Holder toHolder() {
    ProcessMark mark = place == null ? null : new ProcessMark(place, pid, startTicks);
    return new Holder(epoch, renewals, host, pid, mark, endedAt != null);
  }
}
