package dev.foray.master.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The identity rows. Who was shut out is remembered besides, so that a heartbeat needs no database:
 * this Master alone writes them. Thread-safe.
 */
public final class Identities {
  private final Transactions transactions;
  private final Map<String, Instant> revoked = new ConcurrentHashMap<>();

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
    transactions.run(
        session -> {
          IdentityRow row = new IdentityRow(certified);
          row.revokedAt = revoked.get(certified.name());
          session.upsert(row);
          return certified;
        });
  }

  /** Somebody who has a certificate, or had. */
  public Optional<Certified> find(String name) {
    return transactions.run(
        session ->
            Optional.ofNullable(session.get(IdentityRow.class, name))
                .map(IdentityRow::toCertified));
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
