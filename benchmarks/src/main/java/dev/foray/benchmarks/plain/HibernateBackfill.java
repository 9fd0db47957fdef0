package dev.foray.benchmarks.plain;

import dev.foray.benchmarks.model.Account;
import dev.foray.benchmarks.model.AccountDigest;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.cfg.Configuration;

/** The backfill by Hibernate's stateless sessions in one JVM, with its batches switched on. */
public final class HibernateBackfill {
  private static final int FETCH_SIZE = 5_000;
  private static final int BATCH = 1_000;

  private HibernateBackfill() {}

  /** Arguments: the database's URL and its user. */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration =
        new Configuration()
            .addAnnotatedClass(Account.class)
            .addAnnotatedClass(AccountDigest.class)
            .setProperty("hibernate.connection.url", arguments[0])
            .setProperty("hibernate.connection.username", arguments[1])
            .setProperty("hibernate.jdbc.batch_size", Integer.toString(BATCH));
    try (SessionFactory factory = configuration.buildSessionFactory()) {
      Ranges.each(
          arguments, "account", "id", (connection, range) -> digest(factory, connection, range));
    }
  }

  private static void digest(SessionFactory factory, Connection connection, Ranges.Range range) {
    try (StatelessSession db = factory.openStatelessSession(connection);
        ScrollableResults<Account> accounts =
            db.createSelectionQuery("from Account where id between :first and :last", Account.class)
                .setParameter("first", range.first())
                .setParameter("last", range.last())
                .setFetchSize(FETCH_SIZE)
                .scroll(ScrollMode.FORWARD_ONLY)) {
      Transaction transaction = db.beginTransaction();
      List<AccountDigest> digests = new ArrayList<>();
      while (accounts.next()) {
        Account account = accounts.get();
        digests.add(new AccountDigest(account.getId(), Sha256.of(account.getEmail())));
        if (digests.size() == BATCH) {
          db.insertMultiple(digests);
          digests.clear();
        }
      }
      db.insertMultiple(digests);
      transaction.commit();
    }
  }
}
