package dev.foray.master.ledger;

import dev.foray.protocol.AttemptState;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The attempts of a job for those who add them up: one at a time, however many there are. */
public final class Spans {
  private static final int AT_ONCE = 1_000;
  private static final Set<AttemptState> FAILED =
      EnumSet.of(AttemptState.FAILED, AttemptState.TIMED_OUT, AttemptState.LOST);

  private final Transactions transactions;

  Spans(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Those at chunks, in no order. */
  public void each(JobId job, Consumer<Span> consumer) {
    transactions.run(
        session -> {
          try (var spans =
              session
                  .createSelectionQuery(
                      """
                      select key.chunkIndex, key.attempt, state, failureKind, workerId,
                          dispatchedAt, startedAt, endedAt,
                          readMillis, mapMillis, writeMillis, commitMillis
                      from AttemptRow where key.jobId = :job and key.step = CHUNK
                      """,
                      Span.class)
                  .setParameter("job", job.number())
                  .setFetchSize(AT_ONCE)
                  .getResultStream()) {
            spans.forEach(consumer);
          }
          return job;
        });
  }

  /** The first attempts at chunks that failed, without their stacks and details, by chunk. */
  public List<Attempt> failed(JobId job, int most) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select key.chunkIndex, key.attempt, state, releaseId, workerId, dispatchedAt,
                        endedAt, failureKind, substring(failure, 1, 1000)
                    from AttemptRow
                    where key.jobId = :job and key.step = CHUNK and state in :failed
                    order by key.jobId, key.step, key.chunkIndex, key.attempt
                    """,
                    FailedSpan.class)
                .setParameter("job", job.number())
                .setParameterList("failed", FAILED)
                .setMaxResults(most)
                .getResultStream()
                .map(row -> row.toAttempt(job))
                .toList());
  }

  /** All at {@code plan} and {@code finish}, oldest first. */
  public List<Attempt> ofSteps(JobId job) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    from AttemptRow where key.jobId = :job and key.step <> :chunk
                    order by dispatchedAt
                    """,
                    AttemptRow.class)
                .setParameter("job", job.number())
                .setParameter("chunk", Step.CHUNK)
                .getResultStream()
                .map(AttemptRow::toAttempt)
                .toList());
  }
}
