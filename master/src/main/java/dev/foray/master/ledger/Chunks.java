package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobAdmin.NamedCount;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The chunk rows. Where a chunk's and an attempt's row change together, it is one transaction, the
 * chunk's first.
 */
public final class Chunks {
  private static final AttemptOutcome CANCELLED =
      new AttemptOutcome(AttemptState.CANCELLED, FailureKind.CANCELLED, null, null);

  private static final String FIRST_LEAVES =
      """
      update ChunkRow set attempt = secondAttempt, secondAttempt = null
      where key = :key and state = RUNNING and attempt = :attempt and secondAttempt is not null
      """;

  private static final String SECOND_LEAVES =
      """
      update ChunkRow set secondAttempt = null
      where key = :key and state = RUNNING and secondAttempt = :attempt
      """;

  private final Transactions transactions;
  private final Tallies tallies;
  private final long epoch;

  /** Of two that lock many READY rows at a time, each in its order, one waits for the other. */
  private final ReentrantLock dispatching = new ReentrantLock();

  Chunks(Transactions transactions, Tallies tallies, long epoch) {
    this.transactions = transactions;
    this.tallies = tallies;
    this.epoch = epoch;
  }

  public Optional<Chunk> find(JobId job, int index) {
    return transactions.run(
        session ->
            Optional.ofNullable(session.get(ChunkRow.class, new ChunkKey(job.number(), index)))
                .map(ChunkRow::toChunk));
  }

  /** The greatest index that a chunk of the job has; empty: it has no chunk. */
  public Optional<Integer> lastIndex(JobId job) {
    return transactions.run(
        session ->
            Optional.ofNullable(
                session
                    .createSelectionQuery(
                        "select max(key.chunkIndex) from ChunkRow where key.jobId = :job",
                        Integer.class)
                    .setParameter("job", job.number())
                    .uniqueResult()));
  }

  /**
   * READY chunks whose not_before has passed, by index, or is further away than any pause is: then
   * the clock was set back meanwhile.
   */
  public List<Chunk> ready(JobId job, Instant now, int most) {
    return ready(job, "key.chunkIndex", now, most);
  }

  /** The same in the order in which they begin. */
  public List<Chunk> next(Job job, Instant now, int most) {
    return ready(job.id(), job.takesTurns() ? "turn" : "key.chunkIndex", now, most);
  }

  private List<Chunk> ready(JobId job, String order, Instant now, int most) {
    if (most <= 0) {
      return List.of();
    }
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    from ChunkRow
                    where key.jobId = :job and state = READY
                      and (notBefore is null or notBefore <= :now or notBefore > :far)
                    order by key.jobId, state, %s
                    """
                        .formatted(order),
                    ChunkRow.class)
                .setParameter("job", job.number())
                .setParameter("now", now)
                .setParameter("far", now.plus(Job.LONGEST_PAUSE))
                .setMaxResults(most)
                .getResultStream()
                .map(ChunkRow::toChunk)
                .toList());
  }

  /** The READY chunk whose not_before comes first, of those that have one. */
  public Optional<Chunk> nextDue(JobId job) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    from ChunkRow
                    where key.jobId = :job and state = READY and notBefore is not null
                    order by notBefore, key.chunkIndex
                    """,
                    ChunkRow.class)
                .setParameter("job", job.number())
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(ChunkRow::toChunk));
  }

  /**
   * Whether a chunk is left that runs, or is free to run now or later. It is one statement: of two,
   * a chunk that is given back in between, RUNNING to READY, would be seen by neither.
   */
  public boolean isOpen(JobId job) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select 1 from JobRow j where j.id = :job
                      and (exists (select 1 from ChunkRow c
                             where c.key.jobId = :job and c.state = RUNNING)
                        or exists (select 1 from ChunkRow c
                             where c.key.jobId = :job and c.state = READY))
                    """,
                    Integer.class)
                .setParameter("job", job.number())
                .uniqueResultOptional()
                .isPresent());
  }

  /** RUNNING and READY ones as they are at one moment, at most so many of each: their states. */
  public List<ChunkState> open(JobId job, int mostOfEach) {
    return transactions.runInSnapshot(
        session ->
            Stream.of(ChunkState.RUNNING, ChunkState.READY)
                .flatMap(state -> Page.states(session, job, mostOfEach, state).stream())
                .toList());
  }

  /** Chunks by index from an index on, in one state or in any. */
  public List<Chunk> page(JobId job, int from, int most, @Nullable ChunkState state) {
    return transactions.run(session -> Page.chunks(session, job, from, most, state));
  }

  /**
   * As the ledger says now, for people to read: what a stage does with chunks it decides from their
   * rows.
   */
  public ChunkCounts counts(JobId job) {
    return tallies.counts(job);
  }

  /** Of every chunk, by index, as {@link #counts}; null where there is no such chunk. */
  public List<@Nullable ChunkState> states(JobId job) {
    return tallies.states(job);
  }

  /** What the job's committed chunks have counted, by name. */
  public List<NamedCount> counters(JobId job) {
    return tallies.counters(job);
  }

  /** As {@link #dispatch(List, String, Instant)}, of one. */
  public Optional<AttemptId> dispatch(Chunk chunk, String release, String worker, Instant now) {
    return dispatch(List.of(new Handout(chunk, worker)), release, now).stream()
        .map(Handout::attempt)
        .findFirst();
  }

  /**
   * READY with attempt n becomes RUNNING with n + 1, or RUNNING gets a second attempt, and the
   * attempt's row is written, STARTING: of all of them in one transaction.
   *
   * @param handouts of one job and one kind, in the order in which they begin
   * @return those where it did: not where the row was not as the chunk says; none where the job is
   *     paused, or another Master has taken over
   */
  public List<Handout> dispatch(List<Handout> handouts, String release, Instant now) {
    if (handouts.isEmpty()) {
      return List.of();
    }
    dispatching.lock();
    try {
      return transactions.run(session -> Handout.enter(session, handouts, release, epoch, now));
    } finally {
      dispatching.unlock();
      handouts.forEach(handout -> tallies.moved(handout.attempt()));
    }
  }

  /**
   * One of two attempts ended without a commit: the chunk is the other's alone. Whatever it was, it
   * is not charged: of what ails a chunk both would die.
   *
   * @return false: it was not one of two, and nothing has changed
   */
  public boolean leaveToOther(AttemptId attempt, AttemptOutcome outcome, Instant now) {
    return ending(attempt, outcome, now, session -> leave(session, attempt));
  }

  /**
   * The attempt ended without a commit: RUNNING becomes READY again, if it is still the only
   * current one.
   *
   * @param notBefore null: at once
   * @return false: it is not; the row is as it was (it may just have become DONE)
   */
  public boolean giveBack(
      AttemptId attempt, AttemptOutcome outcome, @Nullable Instant notBefore, Instant now) {
    return endRunning(attempt, ChunkState.READY, outcome, notBefore, now);
  }

  /** None can succeed: RUNNING becomes FAILED, if the attempt is current, alone or one of two. */
  public boolean failForGood(AttemptId attempt, AttemptOutcome outcome, Instant now) {
    return ending(
        attempt,
        outcome,
        now,
        session ->
            session
                .createMutationQuery(
                    """
                    update ChunkRow
                    set state = FAILED, attempt = :attempt, secondAttempt = null,
                      failures = failures + :charge
                    where key = :key and state = RUNNING
                      and (attempt = :attempt or secondAttempt = :attempt)
                    """)
                .setParameter("charge", charge(outcome))
                .setParameter("key", key(attempt))
                .setParameter("attempt", attempt.number())
                .executeUpdate());
  }

  /** The attempt was the chunk's last: RUNNING becomes FAILED, under the same condition. */
  public boolean fail(AttemptId attempt, AttemptOutcome outcome, Instant now) {
    return endRunning(attempt, ChunkState.FAILED, outcome, null, now);
  }

  /** RUNNING becomes CANCELLED, if this attempt is still current; of two, with the last of them. */
  public boolean cancel(AttemptId attempt, Instant now) {
    return leaveToOther(attempt, CANCELLED, now)
        || endRunning(attempt, ChunkState.CANCELLED, CANCELLED, null, now);
  }

  /** All READY chunks of the job become CANCELLED. As {@link #moving}, whatever comes of it. */
  public int cancelReady(JobId job) {
    dispatching.lock();
    try {
      return transactions.run(
          session ->
              session
                  .createMutationQuery(
                      """
                      update ChunkRow set state = CANCELLED, notBefore = null
                      where key.jobId = :job and state = READY
                      """)
                  .setParameter("job", job.number())
                  .executeUpdate());
    } finally {
      dispatching.unlock();
      tallies.allMoved(job);
    }
  }

  private boolean endRunning(
      AttemptId attempt,
      ChunkState to,
      AttemptOutcome outcome,
      @Nullable Instant notBefore,
      Instant now) {
    return ending(
        attempt,
        outcome,
        now,
        session -> leaveRunning(session, attempt, to, charge(outcome), notBefore));
  }

  /**
   * @param rows changes the chunk's row, if the attempt is current
   */
  private boolean ending(
      AttemptId attempt,
      AttemptOutcome outcome,
      Instant now,
      ToIntFunction<StatelessSession> rows) {
    if (attempt.step() != Step.CHUNK) {
      throw new IllegalArgumentException(attempt + " is no attempt at a chunk");
    }
    return moving(
        attempt,
        session -> {
          boolean current = rows.applyAsInt(session) == 1;
          if (current) {
            Attempts.end(session, attempt, outcome, now);
          }
          return current;
        });
  }

  /** Whatever comes of it: where the connection breaks, the commit may have happened. */
  private boolean moving(AttemptId attempt, Function<StatelessSession, Boolean> move) {
    try {
      return transactions.run(move);
    } finally {
      tallies.moved(attempt);
    }
  }

  private static int leaveRunning(
      StatelessSession session,
      AttemptId attempt,
      ChunkState to,
      int charge,
      @Nullable Instant notBefore) {
    return session
        .createMutationQuery(
            """
            update ChunkRow
            set state = :to, failures = failures + :charge, notBefore = :notBefore
            where key = :key and state = RUNNING and attempt = :attempt and secondAttempt is null
            """)
        .setParameter("to", to)
        .setParameter("charge", charge)
        .setParameter("notBefore", notBefore)
        .setParameter("key", key(attempt))
        .setParameter("attempt", attempt.number())
        .executeUpdate();
  }

  private static int leave(StatelessSession session, AttemptId attempt) {
    int left = leave(session, attempt, SECOND_LEAVES);
    return left == 0 ? leave(session, attempt, FIRST_LEAVES) : left;
  }

  private static int leave(StatelessSession session, AttemptId attempt, String statement) {
    return session
        .createMutationQuery(statement)
        .setParameter("key", key(attempt))
        .setParameter("attempt", attempt.number())
        .executeUpdate();
  }

  static int charge(AttemptOutcome outcome) {
    return outcome.kind() != null && outcome.kind().isCharged() ? 1 : 0;
  }

  private static ChunkKey key(AttemptId attempt) {
    return new ChunkKey(attempt.job().number(), attempt.chunk());
  }
}
