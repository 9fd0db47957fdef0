package dev.foray.runner.core.bulk;

import dev.foray.api.BulkTarget;
import dev.foray.api.BulkWriter;
import dev.foray.api.JobMistake;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Carries out what a job's code asks of {@link dev.foray.api.BulkInsert} in one session. The guard
 * of the session's connection makes it, and hands it out in place of the connection, which stays
 * guarded: nothing here commits, and nothing of the job's becomes part of a statement but names.
 */
public final class SessionBulk implements BulkWriter {
  private final BulkStatements statements;
  private final Map<BulkTarget, RowShape> inserts = new HashMap<>();
  private final Map<BulkTarget, RowShape> upserts = new HashMap<>();

  private SessionBulk(BulkStatements statements) {
    this.statements = statements;
  }

  /**
   * By COPY.
   *
   * @param connection the one below the guard
   */
  public static SessionBulk onPostgres(Connection connection, Cancellation cancellation) {
    return new SessionBulk(new PostgresBulk(connection, cancellation));
  }

  /**
   * By statements in batches.
   *
   * @param connection the guarded one
   */
  public static SessionBulk inBatches(Connection connection) {
    return new SessionBulk(new BatchedBulk(connection));
  }

  @Override
  public long insert(StatelessSession db, BulkTarget target, Iterator<?> rows) {
    SharedSessionContractImplementor session = begin(db);
    RowShape shape = inserts.computeIfAbsent(target, key -> shape(session, key, false));
    try {
      return statements.insert(shape, rows);
    } catch (SQLException e) {
      throw failed(session, target, e);
    }
  }

  @Override
  public long upsert(StatelessSession db, BulkTarget target, Iterator<?> rows) {
    SharedSessionContractImplementor session = begin(db);
    RowShape shape = upserts.computeIfAbsent(target, key -> shape(session, key, true));
    try {
      return statements.upsert(shape, rows);
    } catch (SQLException e) {
      throw failed(session, target, e);
    }
  }

  /** What Hibernate holds comes first, as it was asked for first. */
  private static SharedSessionContractImplementor begin(StatelessSession db) {
    SharedSessionContractImplementor session = (SharedSessionContractImplementor) db;
    session.getJdbcCoordinator().executeBatch();
    return session;
  }

  private static RowShape shape(
      SharedSessionContractImplementor session, BulkTarget target, boolean upsert) {
    return target.entity() == null
        ? new TableShape(target, upsert)
        : new EntityShape(new EntityParts(session, target, target.entity()), target, upsert);
  }

  /** As Hibernate's own statements fail, so that what catches or names these finds the same. */
  private static RuntimeException failed(
      SharedSessionContractImplementor session, BulkTarget target, SQLException failure) {
    if ("42501".equals(failure.getSQLState())
        && String.valueOf(failure.getMessage()).contains("temporary")) {
      return new JobMistake(
          "BulkInsert.upsert into "
              + target.name()
              + " makes a temporary table, and the database user may not: let a DBA grant temporary"
              + " on the database to it ("
              + firstLine(failure)
              + ")",
          failure);
    }
    return session
        .getJdbcServices()
        .getSqlExceptionHelper()
        .convert(failure, "BulkInsert into " + target.name() + " failed");
  }

  private static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).split("\\R", 2)[0];
  }
}
