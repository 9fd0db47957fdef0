package dev.foray.runner.core.plain;

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
    return where + " of a pair, as " + part + " of " + holder.getTypeName();
  }
}
