package dev.foray.api;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/**
 * Checks that keys which were read from the database are found there again when they are bound, so
 * that ranges between them miss no row and hold none twice. A value may change on that way: a time
 * finer than its column, a padded text, a converter that is not its own inverse.
 */
final class KeyBounds {
  private static final int AT_ONCE = 1_000;

  private KeyBounds() {}

  /**
   * @param bounds ascending in the database's order
   * @throws JobMistake naming the key that is not found
   */
  static void check(StatelessSession db, ChunkPlan.Rows rows, List<Comparable<?>> bounds) {
    for (int from = 0; from < bounds.size(); from += AT_ONCE) {
      List<Comparable<?>> some = bounds.subList(from, Math.min(from + AT_ONCE, bounds.size()));
      long found = count(db, rows, "in (:keys)", Map.of("keys", some));
      if (found < new HashSet<>(some).size()) {
        some.forEach(key -> checkOne(db, rows, key));
      }
    }
  }

  private static void checkOne(StatelessSession db, ChunkPlan.Rows rows, Comparable<?> key) {
    if (count(db, rows, "= :key", Map.of("key", key)) == 0) {
      throw new JobMistake(
          "the key "
              + key
              + " of "
              + rows.entity().getName()
              + " was read from the database and is not found there again: either its row was just"
              + " deleted, or its type keeps the value otherwise than Java does; cut such a table"
              + " with ChunkPlan.items or ChunkPlan.ranges");
    }
  }

  private static long count(
      StatelessSession db, ChunkPlan.Rows rows, String condition, Map<String, ?> parameters) {
    SelectionQuery<Long> query =
        db.createSelectionQuery(
            "select count(*) from "
                + KeyRanges.typeOf(db, rows.entity()).getName()
                + " e where e."
                + rows.key()
                + " "
                + condition,
            Long.class);
    parameters.forEach(query::setParameter);
    return query.getSingleResult();
  }
}
