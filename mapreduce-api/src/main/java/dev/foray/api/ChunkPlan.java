package dev.foray.api;

import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * How a job's input is cut: the answer of {@link MapReduceJob#plan}. Immutable.
 *
 * <p>The five factories are for a job's author; the accessors below them are read by the
 * chunk-runner, which stores the plan.
 */
public final class ChunkPlan {
  /** The most chunks that a plan may have. */
  public static final int MOST_CHUNKS = 1_000_000;

  private final int count;
  private final @Nullable List<String> items;
  private final @Nullable List<KeyRange> ranges;
  private final @Nullable Rows rows;

  /**
   * The rows that {@link #keyRanges} cut: which entity, by which key, under which condition.
   *
   * @param entity the entity's class
   * @param key the name of its id attribute
   * @param where an HQL condition on the entity's attributes; null: every row
   * @param parameters its parameters by name; plain values
   */
  public record Rows(
      Class<?> entity, String key, @Nullable String where, Map<String, ?> parameters) {
    public Rows {
      parameters = Map.copyOf(parameters);
    }
  }

  private ChunkPlan(
      int count,
      @Nullable List<String> items,
      @Nullable List<KeyRange> ranges,
      @Nullable Rows rows) {
    if (count < 0) {
      throw new JobMistake("a plan of " + count + " chunks is not possible: give 0 or more");
    }
    if (count > MOST_CHUNKS) {
      throw new JobMistake(
          String.format(
              "the plan has %,d chunks, and %,d is the most: make the chunks larger, about a minute of work each",
              count, MOST_CHUNKS));
    }
    this.count = count;
    this.items = items;
    this.ranges = ranges;
    this.rows = rows;
  }

  /**
   * Chunks without a description: chunk i is whatever {@link MapReduceJob#read} makes of {@link
   * Chunk#index}.
   */
  public static ChunkPlan count(int chunks) {
    return new ChunkPlan(chunks, null, null, null);
  }

  /**
   * One chunk for each item: a tenant, a file, a day. They begin in this order: with the largest
   * first, no slot works on a large one alone at the end.
   */
  public static ChunkPlan items(List<String> items) {
    return new ChunkPlan(items.size(), List.copyOf(items), null, null);
  }

  /** As the method below, over every row of the entity. */
  public static ChunkPlan keyRanges(StatelessSession db, Class<?> entity, int rowsPerChunk) {
    return keyRanges(db, entity, rowsPerChunk, null, Map.of());
  }

  /**
   * Ranges of the entity's id that hold equally many rows, found by the order of the keys in the
   * database. The last range ends with the greatest key of this moment, included: a job that
   * inserts into the table that it reads does not feed itself.
   *
   * @param rowsPerChunk at least 1
   * @param where an HQL condition on the entity's attributes such as {@code "status = :s"}, frozen
   *     with the plan; null: every row
   * @param parameters the condition's parameters by name, plain values
   * @return a plan that may be empty, where no row fits
   * @throws JobMistake for a composite key, or a key of another type than {@link KeyRange} allows
   */
  public static ChunkPlan keyRanges(
      StatelessSession db,
      Class<?> entity,
      int rowsPerChunk,
      @Nullable String where,
      Map<String, ?> parameters) {
    Rows rows = new Rows(entity, KeyRanges.keyOf(db, entity), where, parameters);
    List<KeyRange> ranges = KeyRanges.cut(db, rows, rowsPerChunk);
    return new ChunkPlan(ranges.size(), null, ranges, rows);
  }

  /**
   * Ranges made by hand, ascending and not overlapping. Only the first may be open at its
   * beginning, only the last at its end. The database checks the order before the plan is taken.
   *
   * <p>Up to 10,000 ranges of numbers, days or times begin by their width: an open one before all
   * others, then the widest. Equally wide ones, more ranges than that, and ranges of texts or UUIDs
   * begin in this order.
   */
  public static ChunkPlan ranges(List<KeyRange> ranges) {
    return new ChunkPlan(ranges.size(), null, List.copyOf(ranges), null);
  }

  /** How many chunks. */
  public int count() {
    return count;
  }

  /** The items in the order of the chunks; null in another kind of plan. */
  public @Nullable List<String> itemList() {
    return items;
  }

  /** The ranges in the order of the chunks; null in another kind of plan. */
  public @Nullable List<KeyRange> rangeList() {
    return ranges;
  }

  /** What {@link #keyRanges} cut; null in another kind of plan. */
  public @Nullable Rows rows() {
    return rows;
  }
}
