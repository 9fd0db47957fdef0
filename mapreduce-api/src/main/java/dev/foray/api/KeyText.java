package dev.foray.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The types that a key may have, and how a key is written in the ledger: by the simple name of its
 * type, and as text that reads back to an equal value.
 */
public final class KeyText {
  private static final Map<String, Function<String, Comparable<?>>> PARSERS =
      Map.of(
          "Long", Long::valueOf,
          "Integer", Integer::valueOf,
          "Short", Short::valueOf,
          "String", text -> text,
          "UUID", UUID::fromString,
          "BigDecimal", BigDecimal::new,
          "LocalDate", LocalDate::parse,
          "LocalDateTime", LocalDateTime::parse,
          "Instant", Instant::parse);

  private KeyText() {}

  /** Whether a value of this class can be a key of a range. */
  public static boolean isKeyType(Class<?> type) {
    return type.getName().startsWith("java.") && PARSERS.containsKey(type.getSimpleName());
  }

  /**
   * The type of a range's ends.
   *
   * @return a simple name such as {@code Long}; null where both ends are open
   * @throws JobMistake if an end can't be a key, or the two differ in type
   */
  public static @Nullable String typeOf(@Nullable Comparable<?> from, @Nullable Comparable<?> to) {
    for (Comparable<?> end : new Comparable<?>[] {from, to}) {
      if (end != null && !isKeyType(end.getClass())) {
        throw new JobMistake(
            "a range of "
                + end.getClass().getName()
                + " is not possible: keys are of the types "
                + types());
      }
    }
    if (from != null && to != null && from.getClass() != to.getClass()) {
      throw new JobMistake(
          "a range from "
              + from.getClass().getSimpleName()
              + " to "
              + to.getClass().getSimpleName()
              + " is not possible: both ends must be of one type");
    }
    Comparable<?> end = from != null ? from : to;
    return end == null ? null : end.getClass().getSimpleName();
  }

  /** A key as text. */
  public static String write(Comparable<?> key) {
    return key.toString();
  }

  /**
   * A key from its text.
   *
   * @param type as {@link #typeOf} gave it
   * @throws IllegalArgumentException if there is no such type, or the text is not of it
   */
  public static Comparable<?> read(String type, String text) {
    Function<String, Comparable<?>> parser = PARSERS.get(type);
    if (parser == null) {
      throw new IllegalArgumentException("no key type " + type + ": there are " + types());
    }
    return parser.apply(text);
  }

  static String types() {
    return "Long, Integer, Short, String, UUID, BigDecimal, LocalDate, LocalDateTime, Instant";
  }
}
