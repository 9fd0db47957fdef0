package dev.foray.master.ledger;

import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;

/**
 * The open ledger. Made by the Master's main, which closes it last. Thread-safe, as are its parts.
 */
public final class Ledger implements AutoCloseable {
  private Ledger() {}

  /**
   * Connects, checks that the database can be used, brings the schema up to date and takes the next
   * epoch.
   *
   * @throws Refused (DATABASE) with one sentence: the database is down, the password is wrong, the
   *     user may not create the schema (with what a DBA should run), a server in recovery, a
   *     transaction pooler
   */
  public static Ledger open(LedgerAddress address) throws Refused {
    throw new AssertionError("to be written");
  }

  /** This Master's epoch. */
  public long epoch() {
    throw new AssertionError("to be written");
  }

  /**
   * Renews this Master's mark in the ledger.
   *
   * @return false: another Master has taken over; this one must stop
   */
  public boolean renew() {
    throw new AssertionError("to be written");
  }

  public Releases releases() {
    throw new AssertionError("to be written");
  }

  public Jobs jobs() {
    throw new AssertionError("to be written");
  }

  public Chunks chunks() {
    throw new AssertionError("to be written");
  }

  public Attempts attempts() {
    throw new AssertionError("to be written");
  }

  public Workers workers() {
    throw new AssertionError("to be written");
  }

  public Nodes nodes() {
    throw new AssertionError("to be written");
  }

  /** Where chunk-runners connect to. */
  public Order.Database database() {
    throw new AssertionError("to be written");
  }

  /** The database as a person would name it, without user or password. */
  public String describe() {
    throw new AssertionError("to be written");
  }

  /**
   * Ends database sessions of an attempt, where the database can: by its application name and by
   * the session that it reported.
   *
   * @return how many were ended
   */
  public int endSessions(dev.foray.protocol.AttemptId attempt) {
    throw new AssertionError("to be written");
  }

  @Override
  public void close() {}
}
