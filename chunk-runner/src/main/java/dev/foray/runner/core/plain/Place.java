package dev.foray.runner.core.plain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where in a pair a value stands; written out only for a message.
 *
 * @param side {@code key} or {@code value}
 * @param holder the class that holds the value; null at the top
 * @param component the holder's component; null for an element
 */
record Place(
    PairSource source,
    String side,
    int depth,
    @Nullable Class<?> holder,
    @Nullable String component) {

  static Place top(PairSource source, String side) {
    return new Place(source, side, 0, null, null);
  }

  Place component(Class<?> record, String name) {
    return new Place(source, side, depth + 1, record, name);
  }

  Place element(Class<?> type) {
    return new Place(source, side, depth + 1, type, null);
  }

  /** A sentence's beginning: {@code map emitted the entity x.Invoice as the value of a pair}. */
  String describe(String what) {
    String where = source.gave() + " " + what + (holder == null ? " as the " : " in the ") + side;
    if (holder == null) {
      return where + " of a pair";
    }
    String part = component == null ? "an element" : "the component \"" + component + "\"";
    return where + " of a pair, as " + part + " of " + named(holder);
  }

  /** What a person calls it: the class behind {@code List.of} says nothing to anybody. */
  private static String named(Class<?> holder) {
    return Stream.of(List.class, Set.class, Map.class, Collection.class)
        .filter(type -> type.isAssignableFrom(holder))
        .findFirst()
        .map(type -> "a " + type.getSimpleName())
        .orElse(holder.getTypeName());
  }
}
