package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Phases;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a report wants of the row of an attempt that failed. */
record FailedSpan(
    int chunk,
    int attempt,
    AttemptState state,
    String release,
    @Nullable String worker,
    Instant dispatchedAt,
    @Nullable Instant endedAt,
    @Nullable FailureKind kind,
    @Nullable String failure) {

  Attempt toAttempt(JobId job) {
    return new Attempt(
        AttemptId.ofChunk(job, chunk, attempt),
        state,
        release,
        worker,
        null,
        dispatchedAt,
        null,
        endedAt,
        kind,
        null,
        null,
        failure,
        null,
        Phases.NONE);
  }
}
