package dev.foray.master.ledger;

import dev.foray.protocol.AttemptId;
import java.time.Instant;
import java.util.Optional;

/**
 * The attempts at plan and at finish, as the job's row counts them. The job's row changes first,
 * then the attempt's, in one transaction. Part of {@link Jobs}.
 */
final class Steps {
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

  boolean failed(AttemptId attempt, AttemptOutcome outcome, Instant notBefore, Instant now) {
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
                  .createMutationQuery(change)
                  .setParameter("notBefore", notBefore)
                  .setParameter("charge", Chunks.charge(outcome))
                  .setParameter("job", attempt.job().number())
                  .setParameter("attempt", attempt.number())
                  .executeUpdate();
          if (changed == 1) {
            Attempts.end(session, attempt, outcome, now);
          }
          return changed == 1;
        });
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
