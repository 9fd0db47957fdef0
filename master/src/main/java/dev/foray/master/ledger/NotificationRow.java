package dev.foray.master.ledger;

import dev.foray.protocol.JobId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code notification}. */
@Entity
@Table(name = "notification")
class NotificationRow {
  @Id String id;
  long jobId;

  @Enumerated(EnumType.STRING)
  Notification.Event event;

  String occasion;
  String target;
  String body;

  @Enumerated(EnumType.STRING)
  NotificationState state;

  Instant createdAt;
  int tries;
  Instant dueAt;
  @Nullable String failure;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  NotificationRow() {}

  NotificationRow(Notification notification) {
    this.id = notification.id();
    this.jobId = notification.job().number();
    this.event = notification.event();
    this.occasion = notification.occasion();
    this.target = notification.target();
    this.body = Texts.storable(notification.body(), Texts.LONG);
    this.state = notification.state();
    this.createdAt = notification.createdAt();
    this.tries = notification.tries();
    this.dueAt = notification.dueAt();
    this.failure = Texts.storableOrNull(notification.failure(), Texts.NAME);
  }

  Notification toNotification() {
    return new Notification(
        id,
        new JobId(jobId),
        event,
        occasion,
        target,
        body,
        state,
        createdAt,
        tries,
        dueAt,
        failure);
  }
}
