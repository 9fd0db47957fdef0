package dev.foray.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Writes many rows at once, inside the transaction of the session: on PostgreSQL by COPY, so that a
 * chunk that mostly inserts takes about half the time; elsewhere by statements in batches, with the
 * same result.
 *
 * <pre>{@code
 * BulkInsert.into(db, Customer.class).insert(customers);
 * BulkInsert.into(db, CityWord.class).adding("n").upsert(words);
 * BulkInsert.into(db, "city_word", "word", "n").key("word").adding("n").upsert(rows);
 * }</pre>
 *
 * <p>For {@code writeAll}, {@code finish} and {@code plan}. Of an entity all columns are written
 * that Hibernate would insert, with ids from a sequence and first versions; ids that the database
 * makes itself are not read back, and neither listeners nor interceptors are called. It is for
 * entities with one table and no collection of their own.
 *
 * <p>Immutable; used by one thread, as its session is.
 *
 * @param <T> an entity, or {@link BulkRow}
 */
public final class BulkInsert<T> {
  private final StatelessSession db;
  private final BulkTarget target;

  private BulkInsert(StatelessSession db, BulkTarget target) {
    this.db = db;
    this.target = target;
  }

  /** Rows of an entity's table. */
  public static <E> BulkInsert<E> into(StatelessSession db, Class<E> entity) {
    return new BulkInsert<>(db, BulkTarget.of(entity));
  }

  /**
   * Rows of a table by its name, as {@link #row} makes them.
   *
   * @param table as it stands in SQL: with its schema where it has another, quoted where it must be
   * @param columns those that are written; the others take their defaults
   */
  public static BulkInsert<BulkRow> into(StatelessSession db, String table, String... columns) {
    return new BulkInsert<>(db, BulkTarget.of(table, columns));
  }

  /**
   * One row of a table.
   *
   * @param values numbers, texts, booleans, enums by their names, UUIDs, byte arrays, dates and
   *     times; null: the column is null
   */
  public static BulkRow row(@Nullable Object... values) {
    return BulkRow.of(values);
  }

  /**
   * By which columns {@code upsert} knows a row that is there: a primary or unique key of the
   * table. Of an entity: attributes, and its id where nothing is said.
   */
  public BulkInsert<T> key(String... names) {
    return new BulkInsert<>(db, target.withKey(List.of(names)));
  }

  /** Columns, or attributes, to which {@code upsert} adds where the row is there. */
  public BulkInsert<T> adding(String... names) {
    return new BulkInsert<>(db, target.withAdding(List.of(names)));
  }

  /**
   * Inserts them.
   *
   * @return how many there were
   * @throws org.hibernate.exception.ConstraintViolationException if a row is there already
   */
  public long insert(Iterable<? extends T> rows) {
    return writer().insert(db, target, rows.iterator());
  }

  /** Inserts them; the stream is read while they are written, so its length does not matter. */
  public long insert(Stream<? extends T> rows) {
    return writer().insert(db, target, iterator(rows));
  }

  /**
   * Inserts those that are not there, and updates those that are: columns of {@link #adding} by
   * addition, the others by the new value, a version by one more. Of rows with one key the last
   * counts, and all of them are added. On PostgreSQL it makes a temporary table, to which the
   * database user needs the right.
   *
   * @return how many there were
   */
  public long upsert(Iterable<? extends T> rows) {
    return writer().upsert(db, target, rows.iterator());
  }

  /** As {@link #upsert(Iterable)}; the stream is read while they are written. */
  public long upsert(Stream<? extends T> rows) {
    return writer().upsert(db, target, iterator(rows));
  }

  private Iterator<? extends T> iterator(Stream<? extends T> rows) {
    return rows.sequential().iterator();
  }

  private BulkWriter writer() {
    return db.doReturningWork(BulkInsert::writerOf);
  }

  private static BulkWriter writerOf(Connection connection) throws SQLException {
    if (!connection.isWrapperFor(BulkWriter.class)) {
      throw new JobMistake(
          "BulkInsert works in the session that plan, writeAll or finish was given by Foray, and"
              + " this one is another: use insertMultiple in it");
    }
    return connection.unwrap(BulkWriter.class);
  }
}
