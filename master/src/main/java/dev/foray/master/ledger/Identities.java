package dev.foray.master.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The identity rows. Who was shut out is remembered besides, so that a heartbeat needs no database:
 * this Master alone writes them, but for a moment in which another takes over. What {@link #find}
 * has read is good for a second, as a console asks once in each. Thread-safe.
 */
public final class Identities {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Transactions transactions;

  /** Emptied at each change, also where it is not known whether that was committed. */
  private final Map<String, Reading> readings = new HashMap<>();

  private long changes;
  private final Map<String, Instant> revoked = new ConcurrentHashMap<>();

  /** A row, or that there is none, and when it was read. */
  private record Reading(long nanos, Optional<Certified> certified) {}

  Identities(Transactions transactions) {
    this.transactions = transactions;
    for (Certified certified : all()) {
      if (certified.revokedAt() != null) {
        revoked.put(certified.name(), certified.revokedAt());
      }
    }
  }

  /**
   * Enters a certificate in place of an earlier one of that name, if there was one. Those from
   * before a revocation stay shut out.
   */
  public synchronized void enter(Certified certified) {
    try {
      transactions.run(
          session -> {
            IdentityRow row = new IdentityRow(certified);
            row.revokedAt = revoked.get(certified.name());
            session.upsert(row);
            return certified;
          });
    } finally {
      forget();
    }
  }

  /** Somebody who has a certificate, or had. */
  public Optional<Certified> find(String name) {
    long before;
    synchronized (readings) {
      Reading known = readings.get(name);
      if (known != null && System.nanoTime() - known.nanos() < FRESH_NANOS) {
        return known.certified();
      }
      before = changes;
    }
    Reading read = new Reading(System.nanoTime(), read(name));
    synchronized (readings) {
      if (changes == before) {
        readings.put(name, read);
      }
    }
    return read.certified();
  }

  private Optional<Certified> read(String name) {
    return transactions.run(
        session ->
            Optional.ofNullable(session.get(IdentityRow.class, name))
                .map(IdentityRow::toCertified));
  }

  private void forget() {
    synchronized (readings) {
      changes++;
      readings.clear();
    }
  }

  /** Whoever has a certificate of that name from then or before is shut out; empty: nobody is. */
  public Optional<Instant> revokedAt(String name) {
    return Optional.ofNullable(revoked.get(name));
  }

  /**
   * Shuts out whoever has a certificate of that name now, at once.
   *
   * @return false: there is nobody of that name
   */
  public synchronized boolean revoke(String name, Instant now) {
    try {
      boolean known =
          transactions.changed(
              session ->
                  session
                      .createMutationQuery(
                          "update IdentityRow set revokedAt = :now where name = :name")
                      .setParameter("now", now)
                      .setParameter("name", name)
                      .executeUpdate());
      if (known) {
        revoked.put(name, now);
      }
      return known;
    } finally {
      forget();
    }
  }

  /** By name. */
  public List<Certified> all() {
    return transactions.run(
        session ->
            session
                .createSelectionQuery("from IdentityRow order by name", IdentityRow.class)
                .getResultStream()
                .map(IdentityRow::toCertified)
                .toList());
  }
}
