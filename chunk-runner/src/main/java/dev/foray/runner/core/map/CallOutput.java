package dev.foray.runner.core.map;

import dev.foray.api.JobMistake;
import dev.foray.api.KeyValue;
import dev.foray.api.Output;
import dev.foray.runner.core.plain.PairSource;
import dev.foray.runner.core.plain.PlainValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call of {@code map} puts out, held until the call returns. It belongs to that call and
 * its thread.
 */
final class CallOutput<R, S extends @Nullable Object> implements Output<R, S> {
  private static final int MOST_PAIRS = 100_000;

  private final Thread owner = Thread.currentThread();
  private List<KeyValue<R, S>> pairs = List.of();
  private Map<String, Long> counters = Map.of();
  private volatile boolean returned;

  @Override
  public void emit(R key, S value) {
    checkOwner("emit");
    PlainValues.check(PairSource.MAP, key, value);
    if (pairs.size() == MOST_PAIRS) {
      throw new JobMistake(
          String.format(
              "one call of map emits more than %,d pairs: give it less to do, by smaller pairs from read",
              MOST_PAIRS));
    }
    add(KeyValue.of(key, value));
  }

  @Override
  public void count(String counter, long by) {
    checkOwner("count");
    if (counters.isEmpty()) {
      counters = new HashMap<>();
    }
    counters.merge(counter, by, Long::sum);
  }

  /** The call has returned: nothing more is taken. */
  void end() {
    returned = true;
  }

  List<KeyValue<R, S>> pairs() {
    return pairs;
  }

  Map<String, Long> counters() {
    return counters;
  }

  /** Most calls emit one pair or none, and few count: there is no list and no map for these. */
  private void add(KeyValue<R, S> pair) {
    switch (pairs.size()) {
      case 0 -> pairs = List.of(pair);
      case 1 -> {
        List<KeyValue<R, S>> more = new ArrayList<>();
        more.add(pairs.get(0));
        more.add(pair);
        pairs = more;
      }
      default -> pairs.add(pair);
    }
  }

  private void checkOwner(String method) {
    if (returned || Thread.currentThread() != owner) {
      throw new IllegalStateException(
          method
              + (returned ? " after map has returned" : " from another thread than map's own")
              + ": an output belongs to one call of map and its thread");
    }
  }
}
