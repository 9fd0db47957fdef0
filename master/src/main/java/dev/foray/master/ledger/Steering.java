package dev.foray.master.ledger;

import dev.foray.protocol.JobId;
import dev.foray.protocol.Usd;
import java.time.Instant;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/**
 * What people ask of jobs under way: to pause, to go on, to run fewer chunks at once, to cost no
 * more. It stands in the job's row, so a Master that starts anew knows it. A job that has ended, or
 * is being cancelled, stays as it is.
 */
public final class Steering {
  private static final String UNDER_WAY =
      " and cancelRequestedBy is null and state not in (SUCCEEDED, FAILED, CANCELLED)";

  private final Transactions transactions;

  Steering(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * From the commit on, nothing of the job begins. The first one's name stays.
   *
   * @return false: it was paused already, or is not under way
   */
  public boolean pause(JobId job, String by, Instant now) {
    return transactions.changed(
        session ->
            update(session, job, "pausedBy = :by, pausedAt = :now", "pausedBy is null")
                .setParameter("by", Texts.storable(by, Texts.NAME))
                .setParameter("now", now)
                .executeUpdate());
  }

  /**
   * @return false: it was not paused, or is not under way
   */
  public boolean resume(JobId job) {
    return transactions.changed(
        session ->
            update(session, job, "pausedBy = null, pausedAt = null", "pausedBy is not null")
                .executeUpdate());
  }

  /**
   * Another limit takes the place of the one that was; the same one changes nothing.
   *
   * @return false: it has this limit already, or is not under way
   */
  public boolean limit(JobId job, int chunks, String by, Instant now) {
    return transactions.changed(
        session ->
            update(
                    session,
                    job,
                    "chunkLimit = :chunks, limitedBy = :by, limitedAt = :now",
                    "(chunkLimit is null or chunkLimit <> :chunks)")
                .setParameter("chunks", chunks)
                .setParameter("by", Texts.storable(by, Texts.NAME))
                .setParameter("now", now)
                .executeUpdate());
  }

  /**
   * @return false: it had no limit, or is not under way
   */
  public boolean unlimit(JobId job) {
    return transactions.changed(
        session ->
            update(
                    session,
                    job,
                    "chunkLimit = null, limitedBy = null, limitedAt = null",
                    "chunkLimit is not null")
                .executeUpdate());
  }

  /**
   * Another budget takes the place of the one that was; the same one changes nothing.
   *
   * @param budget null: whatever its nodes cost
   * @return false: it has this budget already, or is not under way
   */
  public boolean budget(JobId job, @Nullable Usd budget) {
    String other =
        budget == null ? "budgetUsd is not null" : "(budgetUsd is null or budgetUsd <> :budget)";
    return transactions.changed(
        session ->
            update(session, job, "budgetUsd = :budget", other)
                .setParameter("budget", budget == null ? null : budget.toDecimal())
                .executeUpdate());
  }

  private static MutationQuery update(
      StatelessSession session, JobId job, String change, String condition) {
    return session
        .createMutationQuery(
            "update JobRow set " + change + " where id = :job and " + condition + UNDER_WAY)
        .setParameter("job", job.number());
  }
}
