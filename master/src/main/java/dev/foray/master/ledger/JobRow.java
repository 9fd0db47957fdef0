package dev.foray.master.ledger;

import dev.foray.protocol.JobAdmin.Limit;
import dev.foray.protocol.JobAdmin.Pause;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.TypedText;
import dev.foray.protocol.Usd;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of {@code job}. What belongs to it stands in {@link JobTextRow}s. */
@Entity
@Table(name = "job")
class JobRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  String jobClass;
  String releaseId;
  String requestId;
  @Nullable String jobKey;
  boolean dryRun;
  @Nullable Integer dryRunChunks;

  @Enumerated(EnumType.STRING)
  JobState state;

  String submittedBy;
  Instant submittedAt;
  String timeZone;
  String locale;
  String encoding;
  @Nullable Instant startedAt;
  @Nullable Instant endedAt;
  @Nullable Instant notBefore;
  @Nullable String cancelRequestedBy;
  @Nullable String pausedBy;
  @Nullable Instant pausedAt;
  @Nullable Integer chunkLimit;
  @Nullable String limitedBy;
  @Nullable Instant limitedAt;
  @Nullable String failure;
  int planAttempt;
  int planFailures;
  int finishAttempt;
  int finishFailures;
  @Nullable String rowsEntity;
  @Nullable String rowsKey;
  @Nullable String rowsWhere;
  boolean takesTurns;
  @Nullable Integer plannedBy;
  @Nullable Integer chunkCount;
  @Nullable Integer finishedBy;
  @Nullable Long finishWithinMillis;
  @Nullable BigDecimal budgetUsd;
  @Nullable Long chunkLastsMillis;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  JobRow() {}

  /** A new job, ACCEPTED. */
  JobRow(NewJob job) {
    this.jobClass = job.jobClass();
    this.releaseId = job.release();
    this.requestId = job.requestId();
    this.jobKey = job.key();
    this.dryRun = job.dryRunChunks() != 0;
    this.dryRunChunks = dryRun ? Math.max(0, job.dryRunChunks()) : null;
    this.state = JobState.ACCEPTED;
    this.submittedBy = Texts.storable(job.submittedBy(), Texts.NAME);
    this.submittedAt = job.submittedAt();
    this.timeZone = job.timeZone();
    this.locale = job.locale();
    this.encoding = job.encoding();
    Duration within = job.bounds().finishWithin();
    Usd budget = job.bounds().budget();
    this.finishWithinMillis = within == null ? null : within.toMillis();
    this.budgetUsd = budget == null ? null : budget.toDecimal();
    Duration chunk = job.bounds().chunkLasts();
    this.chunkLastsMillis = chunk == null ? null : chunk.toMillis();
  }

  JobId jobId() {
    return new JobId(Objects.requireNonNull(id));
  }

  Job toJob(List<NamedText> parameters, List<Setting> settings, List<TypedText> rowsParameters) {
    return new Job(
        jobId(),
        jobClass,
        releaseId,
        jobKey,
        dryRun ? tries() : 0,
        state,
        submittedBy,
        submittedAt,
        timeZone,
        locale,
        encoding,
        startedAt,
        endedAt,
        notBefore,
        cancelRequestedBy,
        pause(),
        limit(),
        failure,
        planAttempt,
        planFailures,
        finishAttempt,
        finishFailures,
        plannedBy,
        chunkCount,
        takesTurns,
        finishedBy,
        rows(rowsParameters),
        parameters,
        settings,
        bounds());
  }

  private int tries() {
    int chunks = Objects.requireNonNullElse(dryRunChunks, Integer.MAX_VALUE);
    return chunks == 0 ? Order.Job.PLAN_ALONE : chunks;
  }

  private Bounds bounds() {
    return new Bounds(
        finishWithinMillis == null ? null : Duration.ofMillis(finishWithinMillis),
        budgetUsd == null ? null : Usd.of(budgetUsd),
        chunkLastsMillis == null ? null : Duration.ofMillis(chunkLastsMillis));
  }

  private @Nullable Pause pause() {
    return pausedBy == null || pausedAt == null ? null : new Pause(pausedBy, pausedAt);
  }

  private @Nullable Limit limit() {
    return chunkLimit == null || limitedBy == null || limitedAt == null
        ? null
        : new Limit(chunkLimit, limitedBy, limitedAt);
  }

  private Order.@Nullable Rows rows(List<TypedText> parameters) {
    return rowsEntity == null || rowsKey == null
        ? null
        : new Order.Rows(rowsEntity, rowsKey, rowsWhere, parameters);
  }
}
