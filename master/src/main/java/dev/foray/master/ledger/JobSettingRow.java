package dev.foray.master.ledger;

import dev.foray.protocol.JobAdmin.Setting;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A row of {@code job_setting}; the runner of plan inserts those whose origin is the job. */
@Entity
@Table(name = "job_setting")
class JobSettingRow {
  @EmbeddedId Key key;
  String text;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  JobSettingRow() {}

  JobSettingRow(long jobId, Setting setting) {
    this.key = new Key(jobId, setting.origin(), setting.name());
    this.text = setting.value();
  }

  Setting toSetting() {
    return new Setting(key.name(), text, key.origin());
  }

  @Embeddable
  record Key(long jobId, String origin, String name) {}
}
