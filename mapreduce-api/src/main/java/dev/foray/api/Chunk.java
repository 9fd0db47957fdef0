package dev.foray.api;

import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/** One slice of the input, as {@link MapReduceJob#plan} froze it. */
public interface Chunk {

  /** From 0 to {@code count() - 1}. */
  int index();

  /** How many chunks the plan has. */
  int count();

  /**
   * This chunk's item, in a plan of {@link ChunkPlan#items}.
   *
   * @throws JobMistake in another kind of plan, naming the right method
   */
  String item();

  /**
   * This chunk's range of keys, in a plan of {@link ChunkPlan#keyRanges} or {@link
   * ChunkPlan#ranges}.
   *
   * @throws JobMistake in another kind of plan, naming the right method
   */
  KeyRange range();

  /**
   * The planned rows of this chunk in the order of their keys, streamed; the plan's {@code where}
   * is included.
   *
   * @throws JobMistake if the chunk has no range, or the entity is not the one that was planned
   */
  <E> Stream<E> rows(StatelessSession db, Class<E> entity);

  /**
   * An HQL condition that says "this key lies in this chunk's range", for a query of one's own that
   * {@link #query} runs: {@code "select o.id, o.total from Order o where " + chunk.within("o.id")}.
   *
   * @param keyPath an HQL path, such as {@code o.id}
   * @throws JobMistake if the chunk has no range
   */
  String within(String keyPath);

  /**
   * A query whose range parameters are bound and whose fetch size is set. Other parameters are the
   * caller's to set.
   */
  <T> SelectionQuery<T> query(StatelessSession db, String hql, Class<T> result);
}
