package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The attempts at plan and at finish, as the job's row counts them. The job's row changes first,
 * then the attempt's, in one transaction. Part of {@link Jobs}.
 */
final class Steps {
  /** Its end was not entered yet: told a second time, it is not charged again. */
  private static final String IF_ALIVE =
      " and exists (select 1 from AttemptRow a where a.key = :key and a.state in (STARTING, RUNNING))";

  private final Transactions transactions;
  private final long epoch;

  Steps(Transactions transactions, long epoch) {
    this.transactions = transactions;
    this.epoch = epoch;
  }

  Optional<AttemptId> beginPlan(Job job, Instant now) {
    AttemptId next = AttemptId.ofPlan(job.id(), job.planAttempt() + 1);
    return begin(
        job,
        next,
        """
        update JobRow set state = PLANNING, planAttempt = planAttempt + 1, notBefore = null
        where id = :job and state in (ACCEPTED, PLANNING) and state = :state
          and planAttempt = :attempt and plannedBy is null and pausedBy is null
          and exists (select 1 from MasterRow where epoch = :epoch)
        """,
        now);
  }

  Optional<AttemptId> beginFinish(Job job, Instant now) {
    AttemptId next = AttemptId.ofFinish(job.id(), job.finishAttempt() + 1);
    return begin(
        job,
        next,
        """
        update JobRow set finishAttempt = finishAttempt + 1, notBefore = null
        where id = :job and state = FINISHING and state = :state
          and finishAttempt = :attempt and finishedBy is null and pausedBy is null
          and exists (select 1 from MasterRow where epoch = :epoch)
        """,
        now);
  }

  /**
   * @param fatal why the job fails with it; null: it is tried again
   */
  boolean failed(
      AttemptId attempt,
      AttemptOutcome outcome,
      @Nullable String fatal,
      @Nullable Instant notBefore,
      Instant now) {
    String change =
        switch (attempt.step()) {
          case PLAN ->
              """
              update JobRow set notBefore = :notBefore, planFailures = planFailures + :charge
              where id = :job and state = PLANNING and planAttempt = :attempt
                and plannedBy is null
              """;
          case FINISH ->
              """
              update JobRow set notBefore = :notBefore, finishFailures = finishFailures + :charge
              where id = :job and state = FINISHING and finishAttempt = :attempt
                and finishedBy is null
              """;
          case CHUNK ->
              throw new IllegalArgumentException(attempt + " is no attempt at plan or finish");
        };
    return transactions.run(
        session -> {
          int changed =
              session
                  .createMutationQuery(change + IF_ALIVE)
                  .setParameter("key", AttemptKey.of(attempt))
                  .setParameter("notBefore", notBefore)
                  .setParameter("charge", Chunks.charge(outcome))
                  .setParameter("job", attempt.job().number())
                  .setParameter("attempt", attempt.number())
                  .executeUpdate();
          if (changed == 1) {
            Attempts.end(session, attempt, outcome, now);
          }
          if (changed == 1 && fatal != null) {
            fail(session, attempt.job(), fatal, now);
          }
          return changed == 1;
        });
  }

  private static void fail(StatelessSession session, JobId job, String why, Instant now) {
    session
        .createMutationQuery(
            "update JobRow set state = FAILED, failure = :why, endedAt = :now where id = :job")
        .setParameter("why", Texts.storable(why, Texts.LONG))
        .setParameter("now", now)
        .setParameter("job", job.number())
        .executeUpdate();
  }

  private Optional<AttemptId> begin(Job job, AttemptId next, String change, Instant now) {
    boolean begun =
        transactions.run(
            session -> {
              int changed =
                  session
                      .createMutationQuery(change)
                      .setParameter("job", job.id().number())
                      .setParameter("state", job.state())
                      .setParameter("attempt", next.number() - 1)
                      .setParameter("epoch", epoch)
                      .executeUpdate();
              if (changed == 1) {
                session.insert(new AttemptRow(next, job.release(), null, now));
              }
              return changed == 1;
            });
    return begun ? Optional.of(next) : Optional.empty();
  }
}
