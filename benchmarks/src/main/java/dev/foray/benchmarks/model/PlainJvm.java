package dev.foray.benchmarks.model;

import dev.foray.api.KeyValue;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;

/**
 * The same work as a chunk of 100 rows, as a program by itself would do it, on Hibernate's
 * defaults.
 */
public final class PlainJvm {
  private PlainJvm() {}

  /** Arguments: the database's URL, its user, {@code lazy} or {@code flat}, the last id. */
  public static void main(String[] arguments) {
    boolean lazy = arguments[2].equals("lazy");
    long last = Long.parseLong(arguments[3]);
    try (SessionFactory factory = factory(arguments[0], arguments[1], lazy);
        StatelessSession db = factory.openStatelessSession()) {
      db.beginTransaction();
      Map<Long, Long> totals = new TreeMap<>();
      try (Stream<KeyValue<Long, Long>> pairs = lazy ? purchases(db, last) : sales(db, last)) {
        pairs.forEach(pair -> totals.merge(pair.key() % 10, pair.value(), Long::sum));
      }
      totals.forEach(
          (id, cents) ->
              db.createMutationQuery(Total.ADD)
                  .setParameter("id", id)
                  .setParameter("cents", cents)
                  .executeUpdate());
      db.getTransaction().commit();
    }
  }

  private static SessionFactory factory(String url, String user, boolean lazy) {
    Configuration configuration =
        new Configuration()
            .addAnnotatedClass(Total.class)
            .setProperty("hibernate.connection.url", url)
            .setProperty("hibernate.connection.username", user);
    if (lazy) {
      configuration.addAnnotatedClass(Purchase.class).addAnnotatedClass(Customer.class);
    } else {
      configuration.addAnnotatedClass(Sale.class);
    }
    return configuration.buildSessionFactory();
  }

  private static Stream<KeyValue<Long, Long>> purchases(StatelessSession db, long last) {
    return db.createSelectionQuery("from Purchase where id <= :last order by id", Purchase.class)
        .setParameter("last", last)
        .getResultStream()
        .map(AddPurchases::pair);
  }

  private static Stream<KeyValue<Long, Long>> sales(StatelessSession db, long last) {
    return db.createSelectionQuery("from Sale where id <= :last order by id", Sale.class)
        .setParameter("last", last)
        .getResultStream()
        .map(sale -> KeyValue.of(sale.id, sale.cents));
  }
}
