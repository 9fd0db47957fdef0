package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Phases;
import dev.foray.protocol.RemoteFailure;
import dev.foray.protocol.Step;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** The attempt rows. */
public final class Attempts {
  private static final String START =
      """
      update foray.attempt
      set state = 'RUNNING', started_at = ?, database_session = ?, database_session_started_at = ?
      where job_id = ? and step = ? and chunk_index = ? and attempt = ? and state = 'STARTING'
      """;

  private final Transactions transactions;
  private final Together<Started, Boolean> starts;
  private final Together<AttemptId, Boolean> looks;

  Attempts(Transactions transactions) {
    this.transactions = transactions;
    this.starts = new Together<>(all -> transactions.run(session -> started(session, all)));
    this.looks = new Together<>(all -> transactions.run(session -> areAlive(session, all)));
  }

  public Optional<Attempt> find(AttemptId attempt) {
    return transactions.run(
        session ->
            Optional.ofNullable(session.get(AttemptRow.class, AttemptKey.of(attempt)))
                .map(AttemptRow::toAttempt));
  }

  /** Whether it has not ended; asked in one statement with others that are asked for then. */
  public boolean isAlive(AttemptId attempt) {
    return looks.ask(attempt);
  }

  private static List<Boolean> areAlive(StatelessSession session, List<AttemptId> all) {
    if (all.size() == 1) {
      AttemptRow row = session.get(AttemptRow.class, AttemptKey.of(all.get(0)));
      return List.of(row != null && !row.state.isTerminal());
    }
    Set<AttemptId> alive =
        all.stream().collect(Collectors.groupingBy(AttemptId::job)).entrySet().stream()
            .flatMap(job -> alive(session, job.getKey(), job.getValue()))
            .collect(Collectors.toSet());
    return all.stream().map(alive::contains).toList();
  }

  /** Those of these chunks, and of plan and finish, whose chunk's index is 0. */
  private static Stream<AttemptId> alive(
      StatelessSession session, JobId job, List<AttemptId> asked) {
    return session
        .createSelectionQuery(
            """
            select key from AttemptRow
            where key.jobId = :job and key.step in :steps and key.chunkIndex in :chunks
              and state in (STARTING, RUNNING)
            """,
            AttemptKey.class)
        .setParameter("job", job.number())
        .setParameterList("steps", asked.stream().map(AttemptId::step).distinct().toList())
        .setParameterList("chunks", asked.stream().map(AttemptId::chunk).distinct().toList())
        .getResultStream()
        .map(AttemptKey::id);
  }

  /** Those in a state that is not terminal, of all jobs. */
  public List<Attempt> alive() {
    return transactions.run(
        session ->
            attempts(
                session.createSelectionQuery(
                    "from AttemptRow where state in (STARTING, RUNNING) order by dispatchedAt",
                    AttemptRow.class)));
  }

  /**
   * Those that have not ended, though the attempt beside them has: DONE, or FAILED by a mistake.
   */
  public List<AttemptId> overtaken() {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select a.key from AttemptRow a
                    join ChunkRow c on c.key.jobId = a.key.jobId
                      and c.key.chunkIndex = a.key.chunkIndex
                    where a.state in (STARTING, RUNNING) and a.key.step = CHUNK
                      and c.newestAttempt is not null
                      and (c.state = DONE and c.doneBy <> a.key.attempt
                        or c.state = FAILED and c.attempt <> a.key.attempt)
                    """,
                    AttemptKey.class)
                .getResultStream()
                .map(AttemptKey::id)
                .toList());
  }

  /** Of one chunk, of plan or of finish, oldest first. */
  public List<Attempt> of(JobId job, Step step, int chunk) {
    return transactions.run(
        session ->
            attempts(
                session
                    .createSelectionQuery(
                        """
                        from AttemptRow
                        where key.jobId = :job and key.step = :step and key.chunkIndex = :chunk
                        order by key.attempt
                        """,
                        AttemptRow.class)
                    .setParameter("job", job.number())
                    .setParameter("step", step)
                    .setParameter("chunk", chunk)));
  }

  /**
   * The attempt of each chunk of a page, as {@link Chunks#page}, that had one: the one that has
   * committed, else the current or last one.
   */
  public List<Attempt> lastOfPage(JobId job, int from, int most, @Nullable ChunkState state) {
    return transactions.run(
        session -> {
          var query =
              session
                  .createSelectionQuery(
                      """
                      select a from ChunkRow c
                      left join AttemptRow a on a.key.jobId = c.key.jobId and a.key.step = CHUNK
                        and a.key.chunkIndex = c.key.chunkIndex
                        and a.key.attempt = case when c.state = DONE then c.doneBy else c.attempt end
                      where c.key.jobId = :job and c.key.chunkIndex >= :from
                      """
                          + (state == null ? "" : " and c.state = :state")
                          + Page.order("c.", state),
                      AttemptRow.class)
                  .setParameter("job", job.number())
                  .setParameter("from", from)
                  .setMaxResults(most);
          if (state != null) {
            query.setParameter("state", state);
          }
          return query
              .getResultStream()
              .filter(Objects::nonNull)
              .map(AttemptRow::toAttempt)
              .toList();
        });
  }

  /** The last failed attempt of each FAILED chunk, by chunk. */
  public List<Attempt> failed(JobId job, int most) {
    return transactions.run(
        session ->
            attempts(
                session
                    .createSelectionQuery(
                        """
                        select a from ChunkRow c
                        join AttemptRow a on a.key.jobId = c.key.jobId and a.key.step = CHUNK
                          and a.key.chunkIndex = c.key.chunkIndex and a.key.attempt = c.attempt
                        where c.key.jobId = :job and c.state = FAILED
                        order by c.key.chunkIndex
                        """,
                        AttemptRow.class)
                    .setParameter("job", job.number())
                    .setMaxResults(most)));
  }

  /**
   * The first attempts of the job that ended since it was last retried, in the order of their ends;
   * chunks only.
   */
  public List<Attempt> firstEnded(JobId job, int most) {
    return transactions.run(
        session ->
            attempts(
                session
                    .createSelectionQuery(
                        """
                        from AttemptRow a
                        where a.key.jobId = :job and a.key.step = CHUNK and a.endedAt > :anyTime
                          and a.key.attempt > (
                            select c.retriedAfter from ChunkRow c
                            where c.key.jobId = a.key.jobId
                              and c.key.chunkIndex = a.key.chunkIndex)
                        order by a.key.jobId, a.endedAt, a.key.chunkIndex, a.key.attempt
                        """,
                        AttemptRow.class)
                    .setParameter("anyTime", Instant.EPOCH)
                    .setParameter("job", job.number())
                    .setMaxResults(most)));
  }

  /**
   * STARTING becomes RUNNING, with the session that it reported; in one transaction with others
   * that report at that time.
   */
  public boolean started(AttemptId attempt, DatabaseSession session, Instant now) {
    return starts.ask(new Started(attempt, session, now));
  }

  private record Started(AttemptId attempt, DatabaseSession session, Instant at) {}

  private static List<Boolean> started(StatelessSession session, List<Started> all) {
    Batch batch = new Batch(START);
    for (Started one : all) {
      AttemptKey key = AttemptKey.of(one.attempt());
      batch.add(
          one.at(),
          one.session().id(),
          one.session().startedAt(),
          key.jobId(),
          key.step().name(),
          key.chunkIndex(),
          key.attempt());
    }
    return IntStream.of(batch.run(session)).mapToObj(changed -> changed == 1).toList();
  }

  /** Ends the row, if it has not ended yet. */
  public boolean end(AttemptId attempt, AttemptOutcome outcome, Instant now) {
    return transactions.changed(session -> end(session, attempt, outcome, now));
  }

  /** The same within a transaction that has changed the chunk's or the job's row before. */
  static int end(StatelessSession session, AttemptId attempt, AttemptOutcome outcome, Instant now) {
    if (!outcome.state().isTerminal()) {
      throw new IllegalArgumentException(attempt + " can't end as " + outcome.state());
    }
    RemoteFailure failure = outcome.failure();
    Phases phases = outcome.phases();
    return session
        .createMutationQuery(
            """
            update AttemptRow
            set state = :state, endedAt = :now, exitCode = :exitCode, failureKind = :kind,
                failureType = :type, failureRoot = :root, failure = :failure,
                failureStack = :stack, readMillis = :read, mapMillis = :map,
                writeMillis = :write, commitMillis = :commit
            where key = :key and state in (STARTING, RUNNING)
            """)
        .setParameter("state", outcome.state())
        .setParameter("now", now)
        .setParameter("exitCode", outcome.exitCode())
        .setParameter("kind", outcome.kind())
        .setParameter("type", failure == null ? null : name(failure.type()))
        .setParameter("root", failure == null ? null : name(failure.rootType()))
        .setParameter("failure", failure == null ? null : message(failure))
        .setParameter("stack", failure == null ? null : text(failure.stack()))
        .setParameter("read", phases == null ? null : phases.readMillis())
        .setParameter("map", phases == null ? null : phases.mapMillis())
        .setParameter("write", phases == null ? null : phases.writeMillis())
        .setParameter("commit", phases == null ? null : phases.commitMillis())
        .setParameter("key", AttemptKey.of(attempt))
        .executeUpdate();
  }

  private static List<Attempt> attempts(SelectionQuery<AttemptRow> query) {
    return query.getResultStream().map(AttemptRow::toAttempt).toList();
  }

  private static String message(RemoteFailure failure) {
    @Nullable String message = failure.message();
    return text(message == null ? failure.type() : message);
  }

  private static String name(String name) {
    return Texts.storable(name, Texts.NAME);
  }

  private static String text(String text) {
    return Texts.storable(text, Texts.LONG);
  }
}
