package dev.foray.runner.core.plain;

import dev.foray.api.JobMistake;
import dev.foray.protocol.TypedText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values that are stored as text and read back: a job's parameters, those of a plan's where. */
public final class TypedValue {
  private static final List<Type<?>> TYPES =
      List.of(
          new Type<>(String.class, text -> text, "text"),
          new Type<>(Integer.class, Integer::valueOf, "42"),
          new Type<>(Long.class, Long::valueOf, "42"),
          new Type<>(Short.class, Short::valueOf, "42"),
          new Type<>(Double.class, Double::valueOf, "0.5"),
          new Type<>(Float.class, Float::valueOf, "0.5"),
          new Type<>(BigDecimal.class, BigDecimal::new, "19.99"),
          new Type<>(Boolean.class, TypedValue::bool, "true"),
          new Type<>(LocalDate.class, LocalDate::parse, "2026-11-24"),
          new Type<>(LocalDateTime.class, LocalDateTime::parse, "2026-11-24T06:30:00"),
          new Type<>(Instant.class, Instant::parse, "2026-11-24T06:30:00Z"),
          new Type<>(Duration.class, Duration::parse, "PT1H30M"),
          new Type<>(UUID.class, UUID::fromString, "6f1c8f3e-3b0a-4a65-9a5e-0d6a2f1b7c11"));

  private record Type<T>(Class<T> type, Function<String, T> parser, String example) {}

  private TypedValue() {}

  /**
   * Reads a text as a type.
   *
   * @throws JobMistake if the type is none that can be read
   * @throws RuntimeException of the type's own if the text is not of it
   */
  public static <T> T read(String text, Class<T> type) {
    if (type.isEnum()) {
      return type.cast(constant(type, text));
    }
    return type.cast(typeOf(type).parser().apply(text));
  }

  /** How a text of this type looks, for a message. */
  public static String example(Class<?> type) {
    return type.isEnum()
        ? Stream.of(type.getEnumConstants())
            .map(constant -> ((Enum<?>) constant).name())
            .collect(Collectors.joining(" or "))
        : typeOf(type).example();
  }

  /**
   * Writes a named value.
   *
   * @throws JobMistake if it is of a type that can't be read back
   */
  public static TypedText write(String name, Object value) {
    if (value instanceof Enum<?> constant) {
      return new TypedText(name, constant.getDeclaringClass().getName(), constant.name());
    }
    return new TypedText(name, typeOf(value.getClass()).type().getSimpleName(), value.toString());
  }

  /** Reads what {@link #write} wrote. */
  public static Object read(TypedText value) {
    for (Type<?> each : TYPES) {
      if (each.type().getSimpleName().equals(value.type())) {
        return each.parser().apply(value.text());
      }
    }
    try {
      Class<?> type =
          Class.forName(value.type(), false, Thread.currentThread().getContextClassLoader());
      return constant(type, value.text());
    } catch (ClassNotFoundException e) {
      throw new JobMistake(
          "the plan's parameter \""
              + value.name()
              + "\" is of the enum "
              + value.type()
              + ", which is not among the job's classes",
          e);
    }
  }

  private static Type<?> typeOf(Class<?> type) {
    for (Type<?> each : TYPES) {
      if (each.type() == type) {
        return each;
      }
    }
    throw new JobMistake(
        "a value of "
            + type.getName()
            + " can't be kept as text: it must be of an enum or one of "
            + TYPES.stream().map(t -> t.type().getSimpleName()).collect(Collectors.joining(", ")));
  }

  private static Object constant(Class<?> type, String name) {
    for (@Nullable Object constant : type.getEnumConstants()) {
      if (constant instanceof Enum<?> each && each.name().equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException(type.getName() + " has no constant " + name);
  }

  private static Boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false: " + text);
    };
  }
}
