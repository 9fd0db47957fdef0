package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Phases;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code attempt}. */
@Entity
@Table(name = "attempt")
class AttemptRow {
  @EmbeddedId AttemptKey key;

  @Enumerated(EnumType.STRING)
  AttemptState state;

  String releaseId;
  @Nullable String workerId;
  @Nullable Long databaseSession;
  @Nullable Instant databaseSessionStartedAt;
  Instant dispatchedAt;
  @Nullable Instant startedAt;
  @Nullable Instant endedAt;

  @Enumerated(EnumType.STRING)
  @Nullable FailureKind failureKind;

  @Nullable String failureType;
  @Nullable String failureRoot;
  @Nullable String failure;
  @Nullable String failureStack;
  @Nullable Integer exitCode;
  @Nullable Long readMillis;
  @Nullable Long mapMillis;
  @Nullable Long writeMillis;
  @Nullable Long commitMillis;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  AttemptRow() {}

  /** A new attempt, STARTING. */
  AttemptRow(AttemptId id, String release, @Nullable String worker, Instant now) {
    this.key = AttemptKey.of(id);
    this.state = AttemptState.STARTING;
    this.releaseId = release;
    this.workerId = worker;
    this.dispatchedAt = now;
  }

  Attempt toAttempt() {
    return new Attempt(
        key.id(),
        state,
        releaseId,
        workerId,
        session(),
        dispatchedAt,
        startedAt,
        endedAt,
        failureKind,
        failureType,
        failureRoot,
        failure,
        exitCode,
        phases());
  }

  private Phases phases() {
    return new Phases(
        number(readMillis), number(mapMillis), number(writeMillis), number(commitMillis));
  }

  private static long number(@Nullable Long millis) {
    return millis == null ? 0 : millis;
  }

  private @Nullable DatabaseSession session() {
    return databaseSession == null || databaseSessionStartedAt == null
        ? null
        : new DatabaseSession(databaseSession, databaseSessionStartedAt);
  }
}
