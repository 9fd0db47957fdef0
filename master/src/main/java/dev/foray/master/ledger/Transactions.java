package dev.foray.master.ledger;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Runs each piece of work in a session and a transaction of its own, and says in one sentence what
 * is wrong when the database does not do it. Made and closed by the {@link Ledger}. Thread-safe.
 */
final class Transactions implements AutoCloseable {
  /** What PostgreSQL and H2 say when a lock was waited for in vain. */
  private static final Set<String> ROW_HELD = Set.of("55P03", "HYT00");

  private final SessionFactory sessions;
  private final LedgerHome home;
  private volatile TransactionWatch watch = TransactionWatch.NONE;

  Transactions(SessionFactory sessions, LedgerHome home) {
    this.sessions = sessions;
    this.home = home;
  }

  /**
   * Commits what the work did, or rolls it back where it throws.
   *
   * @throws ConstraintViolationException where a row of that key is there already
   * @throws LedgerUnavailable for every other failure of the database
   */
  <T> T run(Function<StatelessSession, T> work) {
    long began = System.nanoTime();
    boolean committed = false;
    try {
      T result = sessions.fromStatelessTransaction(work);
      committed = true;
      return result;
    } catch (RuntimeException e) {
      throw translated(e);
    } finally {
      watch.ran(System.nanoTime() - began, committed);
    }
  }

  /** The same, where all statements of the work see the rows as they were at one moment. */
  <T> T runInSnapshot(Function<StatelessSession, T> work) {
    return run(
        session -> {
          session.doWork(connection -> connection.setTransactionIsolation(home.snapshot()));
          return work.apply(session);
        });
  }

  void watch(TransactionWatch onlooker) {
    this.watch = onlooker;
  }

  /** Whether the change, by compare-and-set, happened. */
  boolean changed(Function<StatelessSession, Integer> change) {
    return run(change) == 1;
  }

  @Override
  public void close() {
    sessions.close();
  }

  /** Hibernate throws what the database does as its own or as JPA's exceptions, nested. */
  private RuntimeException translated(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConstraintViolationException violation) {
        return violation;
      }
      if (cause instanceof SQLException refusal) {
        return new LedgerUnavailable(
            home.explain(refusal), ROW_HELD.contains(refusal.getSQLState()), failure);
      }
    }
    return failure;
  }
}
