package dev.foray.master.ledger;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.util.Objects;

/** Whose ledger it is: of the cluster of one certificate authority. Stateless. */
final class Belonging {
  private Belonging() {}

  /**
   * Looks before this Master takes anything.
   *
   * @throws Refused if the ledger is another cluster's
   */
  static void check(Transactions transactions, String authority, String ledger) throws Refused {
    boolean others =
        transactions.run(
            session -> {
              MasterRow row = session.get(MasterRow.class, MasterRow.ONLY);
              return row != null
                  && row.authority != null
                  && !Objects.equals(row.authority, authority);
            });
    if (others) {
      throw refused(ledger);
    }
  }

  static Refused refused(String ledger) {
    return new Refused(
        ExitCode.WRONG_USE,
        "the ledger in "
            + ledger
            + " belongs to a Master with another certificate authority: put that one's directory"
            + " ca into this data directory, or choose another database");
  }

  /** Enters it in a ledger that this Master has taken. */
  static void enter(Transactions transactions, String authority) {
    transactions.changed(
        session ->
            session
                .createMutationQuery("update MasterRow set authority = :authority where id = :only")
                .setParameter("authority", authority)
                .setParameter("only", MasterRow.ONLY)
                .executeUpdate());
  }
}
