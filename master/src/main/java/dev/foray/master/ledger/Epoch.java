package dev.foray.master.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * This Master's turn at the ledger, a number that rises with each Master. Made by {@link
 * Succession}; when another Master takes the next one, {@link #renew} tells. Thread-safe.
 */
final class Epoch {
  private final Transactions transactions;
  private final long number;

  private Epoch(Transactions transactions, long number) {
    this.transactions = transactions;
    this.number = number;
  }

  /** Who has the ledger now, or had it last; empty: nobody ever had. */
  static Optional<Holder> holder(Transactions transactions) {
    return transactions.run(
        session ->
            Optional.ofNullable(session.get(MasterRow.class, MasterRow.ONLY))
                .map(MasterRow::toHolder));
  }

  /**
   * The first one of a ledger.
   *
   * @return empty if another Master was quicker
   */
  static Optional<Epoch> first(Transactions transactions) {
    try {
      return Optional.of(
          transactions.run(
              session -> {
                session.insert(thisProcess(1));
                return new Epoch(transactions, 1);
              }));
    } catch (ConstraintViolationException e) {
      return Optional.empty();
    }
  }

  /**
   * The one that follows this holder's.
   *
   * @return empty if the holder has renewed its hold, or another Master was quicker
   */
  static Optional<Epoch> after(Transactions transactions, Holder holder) {
    MasterRow next = thisProcess(holder.epoch() + 1);
    boolean taken = transactions.changed(session -> replace(session, holder, next));
    return taken ? Optional.of(new Epoch(transactions, next.epoch)) : Optional.empty();
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

  /**
   * Says that this Master ends, so that the next one need not wait; nothing if it is superseded.
   */
  void end() {
    transactions.changed(
        session ->
            session
                .createMutationQuery(
                    "update MasterRow set endedAt = :now where id = :only and epoch = :epoch")
                .setParameter("now", Instant.now())
                .setParameter("only", MasterRow.ONLY)
                .setParameter("epoch", number)
                .executeUpdate());
  }

  private static int replace(StatelessSession session, Holder holder, MasterRow next) {
    return session
        .createMutationQuery(
            """
            update MasterRow
            set epoch = :next, renewals = 0, startedAt = :now, host = :host, pid = :pid,
                place = :place, startTicks = :startTicks, endedAt = null
            where id = :only and epoch = :epoch and renewals = :renewals
            """)
        .setParameter("next", next.epoch)
        .setParameter("now", next.startedAt)
        .setParameter("host", next.host)
        .setParameter("pid", next.pid)
        .setParameter("place", next.place)
        .setParameter("startTicks", next.startTicks)
        .setParameter("only", MasterRow.ONLY)
        .setParameter("epoch", holder.epoch())
        .setParameter("renewals", holder.renewals())
        .executeUpdate();
  }

  private static MasterRow thisProcess(long epoch) {
    return new MasterRow(
        epoch,
        Instant.now(),
        host(),
        ProcessHandle.current().pid(),
        ProcessMark.ofThisProcess().orElse(null));
  }

  private static String host() {
    try {
      return Texts.storable(InetAddress.getLocalHost().getHostName(), 255);
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
