package dev.foray.api;

import org.jspecify.annotations.Nullable;

/**
 * A range of keys: {@code from} included, {@code to} included only if {@code toIncluded}. Null is
 * open. The two ends are compared in the database, never in Java.
 *
 * @param from Long, Integer, Short, String, UUID, BigDecimal, LocalDate, LocalDateTime or Instant;
 *     null: from the beginning
 * @param to of the same type; null: to the end
 */
public record KeyRange(
    @Nullable Comparable<?> from, @Nullable Comparable<?> to, boolean toIncluded) {

  /**
   * @throws JobMistake if an end is of a type that can't be a key, or the two differ in type
   */
  public KeyRange {
    KeyText.typeOf(from, to);
  }

  /** From {@code from}, included, to {@code to}, not included. */
  public static KeyRange of(@Nullable Comparable<?> from, @Nullable Comparable<?> to) {
    return new KeyRange(from, to, false);
  }

  /** From {@code from} to {@code to}, both included. */
  public static KeyRange closed(@Nullable Comparable<?> from, @Nullable Comparable<?> to) {
    return new KeyRange(from, to, true);
  }

  @Override
  public String toString() {
    return (from == null ? "(-" : "[" + from)
        + ", "
        + (to == null ? "-)" : to + (toIncluded ? "]" : ")"));
  }
}
