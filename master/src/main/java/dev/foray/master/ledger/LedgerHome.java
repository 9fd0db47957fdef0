package dev.foray.master.ledger;

import com.zaxxer.hikari.HikariConfig;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The kind of database that the ledger is in, and what is particular to it. Made by {@link
 * Ledger#open}, which closes it after the last connection. Thread-safe.
 */
interface LedgerHome extends AutoCloseable {

  /** Where the Master's own connections lead, with the limits of their waits. */
  HikariConfig pool();

  /** The schema's name as this database keeps it. */
  String schema();

  /** Whether no other Master can have it open as long as this one has. */
  boolean isExclusive();

  Order.Database forRunners();

  /** Sees to it that chunk-runners may do in the ledger's tables what they do. */
  default void admitRunners(DataSource ledger) throws Refused {}

  /** As a person would name it, without user or password. */
  String describe();

  /**
   * One sentence on a statement or connection that failed: what, and what to do where that is
   * known.
   */
  String explain(SQLException failure);

  /** The isolation by which all statements of a transaction see the rows of one moment. */
  int snapshot();

  /** What all writes wait for, where this process keeps the database's files; else empty. */
  default Optional<FullDisk> fullDisk() {
    return Optional.empty();
  }

  /**
   * Ends the sessions of an attempt.
   *
   * @param reported the session that its runner reported; null: none
   * @return how many were ended
   */
  int endSessions(StatelessSession ledger, AttemptId attempt, @Nullable DatabaseSession reported);

  @Override
  void close();
}
