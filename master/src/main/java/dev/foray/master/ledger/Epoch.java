package dev.foray.master.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * This Master's turn at the ledger, a number that rises with each Master. Made by {@link
 * Ledger#open}; when another Master takes the next one, {@link #renew} tells. Thread-safe.
 */
final class Epoch {
  private final Transactions transactions;
  private final long number;

  private Epoch(Transactions transactions, long number) {
    this.transactions = transactions;
    this.number = number;
  }

  static Epoch next(Transactions transactions) {
    try {
      return new Epoch(transactions, transactions.run(Epoch::take));
    } catch (ConstraintViolationException e) {
      // Guard against race with another first Master: its row is there now.
      return new Epoch(transactions, transactions.run(Epoch::take));
    }
  }

  long number() {
    return number;
  }

  boolean renew() {
    return transactions.changed(
        session ->
            session
                .createMutationQuery(
                    """
                    update MasterRow set renewals = renewals + 1
                    where id = :only and epoch = :epoch
                    """)
                .setParameter("only", MasterRow.ONLY)
                .setParameter("epoch", number)
                .executeUpdate());
  }

  private static long take(StatelessSession session) {
    MasterRow first = new MasterRow(Instant.now(), host(), ProcessHandle.current().pid());
    int changed =
        session
            .createMutationQuery(
                """
                update MasterRow
                set epoch = epoch + 1, renewals = 0, startedAt = :now, host = :host, pid = :pid
                where id = :only
                """)
            .setParameter("now", first.startedAt)
            .setParameter("host", first.host)
            .setParameter("pid", first.pid)
            .setParameter("only", MasterRow.ONLY)
            .executeUpdate();
    if (changed == 0) {
      session.insert(first);
      return first.epoch;
    }
    return session
        .createSelectionQuery("select epoch from MasterRow where id = :only", Long.class)
        .setParameter("only", MasterRow.ONLY)
        .getSingleResult();
  }

  private static String host() {
    try {
      return Texts.storable(InetAddress.getLocalHost().getHostName(), 255);
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
