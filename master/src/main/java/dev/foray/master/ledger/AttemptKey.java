package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Step;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** The primary key of {@link AttemptRow}. */
@Embeddable
record AttemptKey(long jobId, @Enumerated(EnumType.STRING) Step step, int chunkIndex, int attempt) {

  static AttemptKey of(AttemptId id) {
    return new AttemptKey(id.job().number(), id.step(), id.chunk(), id.number());
  }

  AttemptId id() {
    return new AttemptId(new JobId(jobId), step, chunkIndex, attempt);
  }
}
