package dev.foray.runner.core;

import dev.foray.api.JobMistake;
import dev.foray.runner.core.AttemptReports.Milestone;
import dev.foray.runner.core.failure.AttemptFailed;
import dev.foray.runner.core.flow.Phase;
import dev.foray.runner.core.flow.Remarks;
import dev.foray.runner.core.flow.Stopwatch;
import dev.foray.runner.core.ledger.AttemptRow;
import dev.foray.runner.core.ledger.LedgerRows;
import dev.foray.runner.core.session.Access;
import dev.foray.runner.core.session.JobSession;
import dev.foray.runner.core.write.WriteTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The one transaction in which an attempt writes. It begins with a check that the attempt is
 * current and ends with the fence as its last statement, so that of all attempts one commits. Where
 * the process dies in between, the database rolls back. For one thread.
 */
final class FencedTransaction implements WriteTransaction, AutoCloseable {
  private final RunningAttempt attempt;
  private final Access access;
  private final AttemptRow row;
  private final @Nullable Preparation preparation;
  private @Nullable JobSession session;

  /** What comes first in a transaction. */
  interface Preparation {
    void run(StatelessSession db) throws Exception;
  }

  FencedTransaction(RunningAttempt attempt, Access access) {
    this(attempt, access, null);
  }

  private FencedTransaction(
      RunningAttempt attempt, Access access, @Nullable Preparation preparation) {
    this.attempt = attempt;
    this.access = access;
    this.preparation = preparation;
    this.row = new AttemptRow(attempt.id(), attempt.database().hasTransactionSettings());
  }

  /** For a chunk of a dry run. */
  static FencedTransaction toTry(RunningAttempt attempt, Preparation plan) {
    return new FencedTransaction(attempt, Access.WRITE, plan);
  }

  @Override
  public StatelessSession begin() throws Exception {
    return begun().db();
  }

  /** For statements of the runner's own in it. */
  Connection connection() throws Exception {
    return begun().connection();
  }

  /**
   * Sends what Hibernate holds, adds the ledger's rows, fences and commits. Of a dry run the
   * ledger's rows alone are committed.
   *
   * @param columns what the fence sets besides
   * @throws AttemptFailed if the attempt is not current any more
   * @throws JobMistake if the job's code has committed by itself
   */
  void commit(LedgerRows rows, Map<String, ? extends @Nullable Object> columns) throws Exception {
    JobSession begun = begun();
    Stopwatch busy = attempt.times().watch(Phase.COMMIT);
    busy.run();
    begun.flush();
    if (attempt.order().job().dryRun()) {
      rollBack(begun);
    }
    rows.insertInto(begun.connection());
    attempt.reached(Milestone.WRITTEN);
    attempt.stop().check();
    fence(begun, columns);
    attempt.reached(Milestone.FENCED);
    commit(begun);
    busy.stop();
    attempt.reached(Milestone.COMMITTED);
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
  }

  private JobSession begun() throws Exception {
    if (session == null) {
      session = attempt.open(access);
      attempt.writing();
      checkCurrent(session);
      if (preparation != null) {
        prepare(preparation, session);
      }
    }
    return session;
  }

  private void prepare(Preparation first, JobSession begun) throws Exception {
    begun.grant(Access.TRIED_PLAN);
    first.run(begun.db());
    begun.flush();
    begun.grant(access);
  }

  private void rollBack(JobSession begun) throws SQLException {
    if (!row.isMarked(begun.connection())) {
      throw committedByItself();
    }
    begun.rollback();
    checkCurrent(begun);
  }

  private void checkCurrent(JobSession begun) throws SQLException {
    if (!row.begin(begun.connection())) {
      throw AttemptFailed.fenced(attempt.id());
    }
  }

  private void fence(JobSession begun, Map<String, ? extends @Nullable Object> columns)
      throws SQLException {
    if (row.fence(begun.connection(), columns)) {
      return;
    }
    if (row.isMarked(begun.connection())) {
      throw AttemptFailed.fenced(attempt.id());
    }
    throw committedByItself();
  }

  private JobMistake committedByItself() {
    return new JobMistake(
        "the transaction of "
            + attempt.id()
            + " is not the one that it began with: the job's code has committed or rolled back by"
            + " itself, so what it wrote may count more than once; leave the transaction to Foray");
  }

  private void commit(JobSession begun) throws SQLException {
    try {
      begun.commit();
    } catch (SQLException lost) {
      if (!isCommittedAfterAll(lost)) {
        throw lost;
      }
      Remarks.committedAfterAll(lost);
    }
  }

  /** Reads the ledger with another connection: the row says whether the commit took place. */
  private boolean isCommittedAfterAll(SQLException lost) {
    try (JobSession look = attempt.openToLook()) {
      return row.isCommitted(look.connection());
    } catch (SQLException | RuntimeException e) {
      lost.addSuppressed(e);
      return false;
    }
  }
}
