package dev.foray.master.ledger;

import dev.foray.protocol.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The identity rows. Who is shut out is remembered besides, so that a heartbeat needs no database:
 * this Master alone writes them. Thread-safe.
 */
public final class Identities {
  private final Transactions transactions;
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();

  Identities(Transactions transactions) {
    this.transactions = transactions;
    all().stream()
        .filter(certified -> certified.revokedAt() != null)
        .forEach(certified -> revoked.add(certified.name()));
  }

  /** Enters a certificate in place of an earlier one of that name, if there was one. */
  public void enter(Certified certified) {
    transactions.run(
        session -> {
          session.upsert(new IdentityRow(certified));
          return certified;
        });
    if (certified.revokedAt() == null) {
      revoked.remove(certified.name());
    }
  }

  /** What a person may do; empty where nobody knows them, or they are shut out. */
  public Optional<Role> role(String name) {
    return transactions.run(
        session ->
            Optional.ofNullable(session.get(IdentityRow.class, name))
                .filter(row -> row.revokedAt == null && row.role.isOfPerson())
                .map(row -> row.role));
  }

  public boolean isRevoked(String name) {
    return revoked.contains(name);
  }

  /**
   * Shuts somebody out, at once.
   *
   * @return false: nobody of that name is let in
   */
  public boolean revoke(String name, Instant now) {
    boolean changed =
        transactions.changed(
            session ->
                session
                    .createMutationQuery(
                        "update IdentityRow set revokedAt = :now where name = :name and revokedAt"
                            + " is null")
                    .setParameter("now", now)
                    .setParameter("name", name)
                    .executeUpdate());
    if (changed) {
      revoked.add(name);
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
