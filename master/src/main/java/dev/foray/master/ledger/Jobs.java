package dev.foray.master.ledger;

import static java.util.stream.Collectors.joining;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** The job rows. */
public final class Jobs {
  private static final String UNCOMMITTED =
      " and (state <> FINISHING or finishedBy is null) and (state <> PLANNING or plannedBy is null)";

  private static final String ALL_DONE =
      " and not exists (select 1 from ChunkRow c where c.key.jobId = :job and c.state <> DONE)";

  private final Transactions transactions;
  private final Steps steps;

  Jobs(Transactions transactions, long epoch) {
    this.transactions = transactions;
    this.steps = new Steps(transactions, epoch);
  }

  /**
   * Stores a job, or finds the one that has this request id or this key already.
   *
   * @return the stored or found job, and whether it was there
   */
  public Added add(NewJob job) {
    Optional<JobId> there = existing(job.requestId(), job.key());
    if (there.isPresent()) {
      return new Added(there.get(), true);
    }
    try {
      return new Added(transactions.run(session -> insert(session, job)), false);
    } catch (ConstraintViolationException e) {
      // Guard against race with the same request or key: the other transaction has committed.
      return new Added(existing(job.requestId(), job.key()).orElseThrow(() -> e), true);
    }
  }

  public record Added(JobId job, boolean existed) {}

  /** The job that has this request id, or else this key; null: no key. */
  public Optional<JobId> existing(String requestId, @Nullable String key) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select id from JobRow where requestId = :request or jobKey = :key
                    order by case when requestId = :request then 0 else 1 end
                    """,
                    Long.class)
                .setParameter("request", requestId)
                .setParameter("key", key)
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(JobId::new));
  }

  public Optional<Job> find(JobId job) {
    return transactions.run(
        session ->
            Optional.ofNullable(session.get(JobRow.class, job.number()))
                .map(row -> JobTexts.of(session, List.of(job.number())).complete(row)));
  }

  /** The job whose number is nearest to that; of two, the newer one. Empty: there is no other. */
  public Optional<JobId> nearest(JobId job) {
    return transactions.run(
        session ->
            Stream.of(
                    "select min(id) from JobRow where id > :job",
                    "select max(id) from JobRow where id < :job")
                .map(
                    neighbour ->
                        session
                            .createSelectionQuery(neighbour, Long.class)
                            .setParameter("job", job.number())
                            .uniqueResult())
                .filter(Objects::nonNull)
                .min(Comparator.comparingLong(number -> Math.abs(number - job.number())))
                .map(JobId::new));
  }

  /** Newest first. */
  public List<Job> newest(int most) {
    return transactions.run(
        session ->
            complete(
                session,
                session
                    .createSelectionQuery("from JobRow order by id desc", JobRow.class)
                    .setMaxResults(most)));
  }

  /** Oldest first; at least one state. */
  public List<Job> inState(Set<JobState> states) {
    return transactions.run(
        session ->
            complete(
                session,
                session.createSelectionQuery(
                    "from JobRow where state in ("
                        + states.stream().map(JobState::name).sorted().collect(joining(", "))
                        + ") order by id",
                    JobRow.class)));
  }

  /** How many there are in each state that any is in. */
  public Map<JobState, Long> counts() {
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    "select state, count(*) from JobRow group by state", StateCount.class)
                .getResultStream()
                .collect(Collectors.toMap(StateCount::state, StateCount::count)));
  }

  record StateCount(JobState state, long count) {}

  /**
   * Until when nodes are billed to that job: its end, where another goes on then; else the next
   * one's submission. The far future where that is not known yet.
   */
  public Instant billedUntil(Job job) {
    Instant end = job.endedAt();
    if (end == null) {
      return Instant.MAX;
    }
    return transactions.run(
        session ->
            session
                .createSelectionQuery(
                    """
                    select submittedAt from JobRow
                    where id <> :job and (submittedAt > :end or endedAt is null or endedAt > :end)
                    order by submittedAt
                    """,
                    Instant.class)
                .setParameter("job", job.id().number())
                .setParameter("end", end)
                .setMaxResults(1)
                .uniqueResultOptional()
                .map(next -> next.isAfter(end) ? next : end)
                .orElse(Instant.MAX));
  }

  /**
   * Moves a job by compare-and-set; sets started_at with RUNNING and ended_at with a terminal
   * state. A plan or a finish that has committed stands: such a job can't be cancelled or failed in
   * that step any more. Nor does one go on from RUNNING, or succeed, while a chunk is not DONE.
   *
   * @param failure one sentence where the state is FAILED; null otherwise
   */
  public boolean move(
      JobId job, JobState from, JobState to, @Nullable String failure, Instant now) {
    States.require(from.canBecome(to), job, from, to);
    return transactions.changed(
        session ->
            session
                .createMutationQuery(
                    """
                    update JobRow
                    set state = :to, failure = :failure, notBefore = null, endedAt = :endedAt,
                        startedAt = coalesce(startedAt, :startedAt)
                    where id = :job and state = :from
                    """
                        + (to == JobState.CANCELLED || to == JobState.FAILED ? UNCOMMITTED : "")
                        + (to == JobState.FINISHING || to == JobState.SUCCEEDED ? ALL_DONE : ""))
                .setParameter("to", to)
                .setParameter("failure", Texts.storableOrNull(failure, Texts.LONG))
                .setParameter("endedAt", to.isTerminal() ? now : null)
                .setParameter("startedAt", to == JobState.RUNNING ? now : null)
                .setParameter("job", job.number())
                .setParameter("from", from)
                .executeUpdate());
  }

  /**
   * The next attempt at plan: ACCEPTED or PLANNING with planAttempt n becomes PLANNING with n + 1,
   * and the attempt's row is written, in one transaction.
   *
   * @return empty if the row was not as this job says, or the job is paused
   */
  public Optional<AttemptId> beginPlan(Job job, Instant now) {
    return steps.beginPlan(job, now);
  }

  /** The next attempt at finish of a FINISHING job, as {@link #beginPlan}. */
  public Optional<AttemptId> beginFinish(Job job, Instant now) {
    return steps.beginFinish(job, now);
  }

  /**
   * An attempt at plan or finish ended without a commit: ends the attempt's row, and sets
   * not_before and the count of charged failures on the job's, if the attempt is still current and
   * neither committed nor the job moved on.
   *
   * @return false: it was not current, or it had committed
   */
  public boolean stepFailed(
      AttemptId attempt, AttemptOutcome outcome, Instant notBefore, Instant now) {
    return steps.failed(attempt, outcome, null, notBefore, now);
  }

  /**
   * The same, and with it the job fails.
   *
   * @param why one sentence
   */
  public boolean failedWithStep(
      AttemptId attempt, AttemptOutcome outcome, String why, Instant now) {
    return steps.failed(attempt, outcome, why, null, now);
  }

  /** Stores the request; the first one's name stays. A job that has ended stays as it is. */
  public void requestCancel(JobId job, String by) {
    transactions.run(
        session ->
            session
                .createMutationQuery(
                    """
                    update JobRow set cancelRequestedBy = :by
                    where id = :job and cancelRequestedBy is null
                      and state not in (SUCCEEDED, FAILED, CANCELLED)
                    """)
                .setParameter("by", Texts.storable(by, Texts.NAME))
                .setParameter("job", job.number())
                .executeUpdate());
  }

  private static JobId insert(StatelessSession session, NewJob job) {
    JobRow row = new JobRow(job);
    session.insert(row);
    JobTexts.insert(session, row.jobId(), job);
    return row.jobId();
  }

  private static List<Job> complete(StatelessSession session, SelectionQuery<JobRow> query) {
    List<JobRow> rows = query.getResultList();
    JobTexts texts = JobTexts.of(session, rows.stream().map(row -> row.jobId().number()).toList());
    return rows.stream().map(texts::complete).toList();
  }
}
