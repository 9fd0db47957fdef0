package dev.foray.api;

import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/**
 * Cuts an entity's rows into ranges of its key that hold equally many, for {@link
 * ChunkPlan#keyRanges}. The database numbers the keys in its own order and gives back only those
 * that begin a range, and the greatest: one query, whatever the table's size.
 */
final class KeyRanges {
  private static final int FETCH_SIZE = 1_000;

  private KeyRanges() {}

  /**
   * The name of the entity's id.
   *
   * @throws JobMistake if it is none that ranges can be cut from
   */
  static String keyOf(StatelessSession db, Class<?> entity) {
    List<? extends SingularAttribute<?, ?>> ids =
        typeOf(db, entity).getSingularAttributes().stream()
            .filter(SingularAttribute::isId)
            .toList();
    if (ids.size() != 1 || !ids.get(0).getPersistentAttributeType().name().equals("BASIC")) {
      throw new JobMistake(
          entity.getName()
              + " has a composite key, which ranges can't be cut from: use ChunkPlan.items, one for"
              + " each value of the key's leading part, or ChunkPlan.ranges over one of its columns");
    }
    SingularAttribute<?, ?> id = ids.get(0);
    if (!KeyText.isKeyType(boxed(id.getJavaType()))) {
      throw new JobMistake(
          entity.getName()
              + "."
              + id.getName()
              + " is of the type "
              + id.getJavaType().getName()
              + ", which ranges can't be cut from: a key is of one of "
              + KeyText.types()
              + "; use ChunkPlan.items or ChunkPlan.count");
    }
    return id.getName();
  }

  /**
   * The ranges in the order of the keys; empty if no row fits.
   *
   * @throws JobMistake if there are more than a plan may have, or a key changes on its way from the
   *     database and back
   */
  static List<KeyRange> cut(StatelessSession db, ChunkPlan.Rows rows, int rowsPerChunk) {
    if (rowsPerChunk < 1) {
      throw new JobMistake("rowsPerChunk is " + rowsPerChunk + ": it must be at least 1");
    }
    List<Comparable<?>> bounds = bounds(db, rows, rowsPerChunk);
    KeyBounds.check(db, rows, bounds);
    List<KeyRange> ranges = new ArrayList<>(bounds.size());
    for (int i = 0; i < bounds.size() - 1; i++) {
      boolean last = i == bounds.size() - 2;
      ranges.add(new KeyRange(bounds.get(i), bounds.get(i + 1), last));
    }
    return ranges;
  }

  /** The key that begins each range, and behind them the greatest of all. */
  private static List<Comparable<?>> bounds(
      StatelessSession db, ChunkPlan.Rows rows, int rowsPerChunk) {
    SelectionQuery<Object[]> query =
        db.createSelectionQuery(numberedKeys(db, rows), Object[].class)
            .setParameter("forayRows", rowsPerChunk)
            .setFetchSize(FETCH_SIZE);
    rows.parameters().forEach(query::setParameter);
    List<Comparable<?>> bounds = new ArrayList<>();
    try (Stream<Object[]> keys = query.getResultStream()) {
      keys.forEachOrdered(key -> take(bounds, key, rowsPerChunk));
    }
    return bounds;
  }

  /**
   * One row of the query: the key, its number from 1, and the key that follows, null for the last.
   */
  private static void take(List<Comparable<?>> bounds, Object[] row, int rowsPerChunk) {
    Comparable<?> key = (Comparable<?>) row[0];
    long number = ((Number) row[1]).longValue();
    if ((number - 1) % rowsPerChunk == 0) {
      if (bounds.size() == ChunkPlan.MOST_CHUNKS) {
        throw new JobMistake(
            String.format(
                "keyRanges with %,d rows a chunk gives more than %,d chunks: take more rows a chunk",
                rowsPerChunk, ChunkPlan.MOST_CHUNKS));
      }
      bounds.add(key);
    }
    if (row[2] == null) {
      bounds.add(key);
    }
  }

  /**
   * Names that no database reserves: before 7.4 Hibernate gives them to the database as they are.
   */
  private static String numberedKeys(StatelessSession db, ChunkPlan.Rows rows) {
    String key = "e." + rows.key();
    return "select k.thisKey, k.place, k.nextKey from (select "
        + key
        + " as thisKey, row_number() over (order by "
        + key
        + ") as place, lead("
        + key
        + ") over (order by "
        + key
        + ") as nextKey from "
        + typeOf(db, rows.entity()).getName()
        + " e"
        + (rows.where() == null ? "" : " where " + rows.where())
        + ") k where mod(k.place - 1, :forayRows) = 0 or k.nextKey is null order by k.place";
  }

  /** The entity as Hibernate knows it. */
  static EntityType<?> typeOf(StatelessSession db, Class<?> entity) {
    try {
      return db.getFactory().getMetamodel().entity(entity);
    } catch (IllegalArgumentException e) {
      throw new JobMistake(
          entity.getName()
              + " is no entity of this job: annotate it with @Entity, and name it in entities()"
              + " where its jar is not among the job's",
          e);
    }
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }
}
