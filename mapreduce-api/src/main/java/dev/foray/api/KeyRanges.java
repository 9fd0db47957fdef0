package dev.foray.api;

import java.util.List;
import org.hibernate.StatelessSession;

/**
 * Cuts an entity's rows into ranges of its key that hold equally many, for {@link
 * ChunkPlan#keyRanges}.
 */
final class KeyRanges {
  private KeyRanges() {}

  static String keyOf(StatelessSession db, Class<?> entity) {
    throw new AssertionError("to be written");
  }

  static List<KeyRange> cut(StatelessSession db, ChunkPlan.Rows rows, int rowsPerChunk) {
    throw new AssertionError("to be written");
  }
}
