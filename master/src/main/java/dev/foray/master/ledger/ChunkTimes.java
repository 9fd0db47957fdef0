package dev.foray.master.ledger;

import dev.foray.protocol.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** How long chunks have lasted, from dispatch to end: that long they held a slot. */
public final class ChunkTimes {
  private static final int RECENT = 100;

  private final Transactions transactions;

  ChunkTimes(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Of those of a job that succeeded last, on average; empty: none has yet. */
  public Optional<Duration> of(JobId job) {
    return average(job, "dispatchedAt, endedAt, true", Held.class, Held::millis)
        .map(held -> held.isZero() ? Duration.ofMillis(1) : held);
  }

  /**
   * What those of a job that succeeded last have spent in read, map and write, on average; empty:
   * none has yet, or none has said.
   */
  public Optional<Duration> work(JobId job) {
    return average(job, "readMillis + mapMillis + writeMillis", Long.class, Long::longValue);
  }

  private <T> Optional<Duration> average(
      JobId job, String chosen, Class<T> type, ToLongFunction<T> millis) {
    OptionalDouble average =
        transactions.run(
            session ->
                session
                    .createSelectionQuery(
                        "select "
                            + chosen
                            + """
                             from AttemptRow
                            where key.jobId = :job and key.step = CHUNK and state = SUCCEEDED
                              and endedAt is not null
                            order by endedAt desc
                            """,
                        type)
                    .setParameter("job", job.number())
                    .setMaxResults(RECENT)
                    .getResultStream()
                    .filter(Objects::nonNull) // Who has not said what it spent.
                    .mapToLong(millis)
                    .average());
    return average.isPresent()
        ? Optional.of(Duration.ofMillis(Math.round(average.getAsDouble())))
        : Optional.empty();
  }

  /**
   * Attempts at chunks of a job that ended since then, the first of them, but for those that were
   * cancelled. Costs as much as there are, however many ended before.
   */
  public List<Held> ended(JobId job, Instant since, int most) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select dispatchedAt, endedAt, case when state = SUCCEEDED then true else false end
                    from AttemptRow
                    where key.jobId = :job and key.step = CHUNK and endedAt > :since
                      and state <> CANCELLED
                    order by key.jobId, endedAt
                    """,
                    Held.class)
                .setParameter("job", job.number())
                .setParameter("since", since)
                .setMaxResults(most)
                .getResultList());
  }

  /** Those of a job that committed last: for how long they held a slot, and what they read. */
  public List<Done> done(JobId job) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select a.dispatchedAt, a.endedAt, c.pairsRead from AttemptRow a
                    join ChunkRow c on c.key.jobId = a.key.jobId
                      and c.key.chunkIndex = a.key.chunkIndex and c.doneBy = a.key.attempt
                    where a.key.jobId = :job and a.key.step = CHUNK and a.state = SUCCEEDED
                      and a.endedAt is not null
                    order by a.key.jobId desc, a.endedAt desc
                    """,
                    Done.class)
                .setParameter("job", job.number())
                .setMaxResults(RECENT)
                .getResultList());
  }

  /** When those were dispatched that run. */
  public List<Instant> running(JobId job) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select a.dispatchedAt from ChunkRow c
                    join AttemptRow a on a.key.jobId = c.key.jobId and a.key.step = CHUNK
                      and a.key.chunkIndex = c.key.chunkIndex and a.key.attempt = c.attempt
                    where c.key.jobId = :job and c.state = RUNNING
                    """,
                    Instant.class)
                .setParameter("job", job.number())
                .getResultList());
  }

  /** The newest other job of that class that has succeeded, in earnest. */
  public Optional<JobId> earlier(JobId job, String jobClass) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select id from JobRow
                    where jobClass = :class and id <> :job and dryRun = false and state = SUCCEEDED
                    order by id desc
                    """,
                    Long.class)
                .setParameter("class", jobClass)
                .setParameter("job", job.number())
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(JobId::new));
  }

  /** The newest job of that class that had succeeded, in earnest, before this one was there. */
  public Optional<JobId> before(JobId job, String jobClass) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select id from JobRow
                    where jobClass = :class and id < :job and dryRun = false and state = SUCCEEDED
                    order by id desc
                    """,
                    Long.class)
                .setParameter("class", jobClass)
                .setParameter("job", job.number())
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(JobId::new));
  }

  /**
   * An attempt that has committed.
   *
   * @param pairs that it has read
   */
  public record Done(Instant dispatchedAt, Instant endedAt, long pairs) {
    public long millis() {
      return Math.max(0, Duration.between(dispatchedAt, endedAt).toMillis());
    }
  }

  /** An attempt that is over. */
  public record Held(Instant dispatchedAt, Instant endedAt, boolean committed) {
    public long millis() {
      return Math.max(0, Duration.between(dispatchedAt, endedAt).toMillis());
    }
  }
}
