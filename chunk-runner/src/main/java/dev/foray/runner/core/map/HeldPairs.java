package dev.foray.runner.core.map;

import dev.foray.api.KeyValue;
import dev.foray.runner.core.flow.Room;
import dev.foray.runner.core.flow.Stopwatch;
import dev.foray.runner.core.plain.PairWeight;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What calls of {@code map} on one thread have emitted, on its way to the buffer in groups, so that
 * threads don't meet there for each pair. Groups begin small: the first pair is handed on at once.
 */
final class HeldPairs<R, S extends @Nullable Object> {
  private final MapPairs.Emitted<R, S> emitted;
  private final Stopwatch busy;
  private final Room room;
  private List<KeyValue<R, S>> held = new ArrayList<>();
  private long weight;
  private int group = 1;

  /**
   * @param room for a group; a call that emits more makes a larger one
   */
  HeldPairs(MapPairs.Emitted<R, S> emitted, Stopwatch busy, Room room) {
    this.emitted = emitted;
    this.busy = busy;
    this.room = room;
  }

  void add(List<KeyValue<R, S>> pairs) throws InterruptedException {
    held.addAll(pairs);
    weight += PairWeight.ofAll(pairs);
    if (held.size() >= group || room.isFull(held.size(), weight)) {
      handOn();
    }
  }

  /** Hands on what is held, before the thread waits or ends. */
  void handOn() throws InterruptedException {
    if (!held.isEmpty()) {
      emitted.add(held, weight, busy);
      held.clear();
      weight = 0;
      group = Math.min(2 * group, room.pairs());
    }
  }
}
