package dev.foray.master.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The identity rows. They are remembered besides, so that to know who calls needs no database: this
 * Master alone writes them. Thread-safe.
 */
public final class Identities {
  private final Transactions transactions;
  private final Map<String, Certified> known = new ConcurrentHashMap<>();

  Identities(Transactions transactions) {
    this.transactions = transactions;
    for (Certified certified : all()) {
      known.put(certified.name(), certified);
    }
  }

  /**
   * Enters a certificate in place of an earlier one of that name, if there was one. Those from
   * before a revocation stay shut out.
   */
  public synchronized void enter(Certified certified) {
    Certified entered = certified.revoked(revokedAt(certified.name()).orElse(null));
    transactions.run(
        session -> {
          session.upsert(new IdentityRow(entered));
          return entered;
        });
    known.put(entered.name(), entered);
  }

  /** Somebody who has a certificate, or had. */
  public Optional<Certified> find(String name) {
    return Optional.ofNullable(known.get(name));
  }

  /** Whoever has a certificate of that name from then or before is shut out; empty: nobody is. */
  public Optional<Instant> revokedAt(String name) {
    return find(name).map(Certified::revokedAt);
  }

  /**
   * Shuts out whoever has a certificate of that name now, at once.
   *
   * @return false: there is nobody of that name
   */
  public synchronized boolean revoke(String name, Instant now) {
    boolean changed =
        transactions.changed(
            session ->
                session
                    .createMutationQuery(
                        "update IdentityRow set revokedAt = :now where name = :name")
                    .setParameter("now", now)
                    .setParameter("name", name)
                    .executeUpdate());
    if (changed) {
      known.computeIfPresent(name, (same, certified) -> certified.revoked(now));
    }
    return changed;
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
