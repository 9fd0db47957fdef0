package dev.foray.fakeec2.front;

import dev.foray.fakeec2.query.Parameters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What tests have ordered to go wrong: for the next requests of an action, in the order in which it
 * was ordered, or for whatever a function of theirs picks. Thread-safe.
 */
public final class Faults {
  private final Map<String, Deque<Fault>> next = new HashMap<>();
  private BiFunction<String, Parameters, Optional<Fault>> chooser =
      (action, parameters) -> Optional.empty();
  private boolean unknownFields;

  /** The next request of the action that nothing is ordered for yet meets this. */
  public synchronized Faults next(String action, Fault fault) {
    next.computeIfAbsent(action, key -> new ArrayDeque<>()).add(fault);
    return this;
  }

  /**
   * Asked, with an action and its parameters, for each request that nothing else is ordered for.
   */
  public synchronized Faults choose(BiFunction<String, Parameters, Optional<Fault>> function) {
    chooser = function;
    return this;
  }

  /** Whether answers have fields that no client has ever heard of. */
  public synchronized Faults unknownFields(boolean have) {
    unknownFields = have;
    return this;
  }

  /** Nothing goes wrong from now on. */
  public synchronized void clear() {
    next.clear();
    chooser = (action, parameters) -> Optional.empty();
    unknownFields = false;
  }

  synchronized boolean unknownFields() {
    return unknownFields;
  }

  synchronized Fault take(String action, Parameters parameters) {
    Deque<Fault> ordered = next.getOrDefault(action, new ArrayDeque<>());
    return ordered.isEmpty()
        ? chooser.apply(action, parameters).orElse(Fault.NONE)
        : ordered.remove();
  }
}
