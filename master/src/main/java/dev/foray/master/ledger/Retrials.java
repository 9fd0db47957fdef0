package dev.foray.master.ledger;

import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.NamedText;
import java.util.List;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that have ended and run again: what had failed, or the pairs that were set aside. One
 * transaction each, the job's row first, by compare-and-set: of two that ask, one changes it. The
 * numbers of attempts go on, so whatever of an earlier attempt still lives stays fenced off.
 */
public final class Retrials {
  private static final String AGAIN =
      """
      update JobRow j
      set state = :to, failure = null, endedAt = null, notBefore = null, planFailures = 0,
        finishFailures = 0, cancelRequestedBy = null, pausedBy = null, pausedAt = null,
        releaseId = coalesce(:release, releaseId)
      where j.id = :job and\s""";

  private final Transactions transactions;
  private final Tallies tallies;

  Retrials(Transactions transactions, Tallies tallies) {
    this.transactions = transactions;
    this.tallies = tallies;
  }

  /**
   * What is other than before.
   *
   * @param release null: the same
   * @param parameters those that are new, or have another text
   * @param settings of one origin, as the parameters
   */
  public record Changes(
      @Nullable String release, List<NamedText> parameters, List<Setting> settings) {

    private boolean isOtherCode() {
      return release != null || !parameters.isEmpty();
    }
  }

  /**
   * A FAILED job goes on where it failed: with {@code plan}, with its chunks that are not DONE, or
   * with {@code finish}.
   *
   * @return false: it has not failed
   */
  public boolean retryFailed(JobId job, Changes changes) {
    return retrying(
        job,
        session -> {
          boolean again =
              again(
                      session,
                      job,
                      JobState.ACCEPTED,
                      changes,
                      "state = FAILED and plannedBy is null")
                  || again(
                      session,
                      job,
                      JobState.RUNNING,
                      changes,
                      "state = FAILED and plannedBy is not null");
          if (again) {
            update(session, job, "state = READY, notBefore = null", "c.state in (READY, FAILED)");
            update(session, job, "notBefore = null", "c.state = RUNNING");
            if (changes.isOtherCode()) {
              forgetSuspects(session, job);
            }
            change(session, job, changes);
          }
          return again;
        });
  }

  /**
   * A job that has ended runs the pairs that it had set aside; its chunks that have some are READY
   * again.
   *
   * @return false: it has none, or has not ended
   */
  public boolean retrySetAside(JobId job, Changes changes) {
    return retrying(
        job,
        session -> {
          boolean again =
              again(
                  session,
                  job,
                  JobState.RUNNING,
                  changes,
                  """
                  state in (SUCCEEDED, FAILED) and exists (
                    select 1 from SkippedRow s where s.key.jobId = j.id)
                  """);
          if (again) {
            update(
                session,
                job,
                "state = READY, notBefore = null",
                """
                c.state in (DONE, FAILED) and c.doneBy is not null and exists (
                  select 1 from SkippedRow s
                  where s.key.jobId = c.key.jobId and s.key.chunkIndex = c.key.chunkIndex)
                """);
            forgetSuspects(session, job);
            change(session, job, changes);
          }
          return again;
        });
  }

  /** Whatever comes of it: where the connection breaks, the commit may have happened. */
  private boolean retrying(JobId job, Function<StatelessSession, Boolean> retrial) {
    try {
      return transactions.run(retrial);
    } finally {
      tallies.allMoved(job);
    }
  }

  private static boolean again(
      StatelessSession session, JobId job, JobState to, Changes changes, String condition) {
    return session
            .createMutationQuery(AGAIN + condition)
            .setParameter("to", to)
            .setParameter("release", changes.release())
            .setParameter("job", job.number())
            .executeUpdate()
        == 1;
  }

  private static void update(StatelessSession session, JobId job, String change, String condition) {
    session
        .createMutationQuery(
            "update ChunkRow c set "
                + change
                + ", failures = 0, retriedAfter = coalesce(newestAttempt, attempt) where c.key.jobId = :job and "
                + condition)
        .setParameter("job", job.number())
        .executeUpdate();
  }

  /** Of what a pair did to other code, nothing follows. */
  private static void forgetSuspects(StatelessSession session, JobId job) {
    session
        .createMutationQuery("delete from SuspectRow where key.jobId = :job")
        .setParameter("job", job.number())
        .executeUpdate();
  }

  private static void change(StatelessSession session, JobId job, Changes changes) {
    for (NamedText parameter : changes.parameters()) {
      session
          .createMutationQuery(
              "delete from JobParameterRow where key.jobId = :job and key.name = :name")
          .setParameter("job", job.number())
          .setParameter("name", parameter.name())
          .executeUpdate();
      session.insert(new JobParameterRow(job.number(), parameter));
    }
    for (Setting setting : changes.settings()) {
      session
          .createMutationQuery(
              """
              delete from JobSettingRow
              where key.jobId = :job and key.name = :name and key.origin = :origin
              """)
          .setParameter("job", job.number())
          .setParameter("name", setting.name())
          .setParameter("origin", setting.origin())
          .executeUpdate();
      session.insert(new JobSettingRow(job.number(), setting));
    }
  }
}
