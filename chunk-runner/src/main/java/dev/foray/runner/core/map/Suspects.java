package dev.foray.runner.core.map;

import dev.foray.api.KeyValue;
import dev.foray.protocol.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pairs that may have ended the JVM of an earlier attempt: kept until the others are mapped, so
 * that they are mapped one by one. Where no JVM has died there are none, and no pair costs anything
 * for them. Thread-safe.
 */
public final class Suspects<K, V extends @Nullable Object> {
  /** Pairs that are held in memory; those beyond it are mapped with the others. */
  private static final int MOST_KEPT = 1_000;

  private final boolean traced;
  private final Map<String, Order.Suspect> suspects = new HashMap<>();
  private final PairTrace trace;
  private final List<KeyValue<K, V>> kept = new ArrayList<>();
  private volatile boolean apart;

  /**
   * @param trace is told of each call of {@code map}, where the order wants it
   */
  public Suspects(Order.Care care, PairTrace trace) {
    this.traced = care.traced();
    this.trace = trace;
    care.suspects().forEach(suspect -> suspects.put(suspect.key(), suspect));
  }

  /** The mapping as the thread is to call it. */
  public <R, S extends @Nullable Object> Mapping<K, V, R, S> traced(
      int thread, Mapping<K, V, R, S> mapping) {
    if (!traced) {
      return mapping;
    }
    return (key, value, output) -> {
      trace.entered(thread, KeyText.of(key), apart);
      try {
        mapping.map(key, value, output);
      } finally {
        trace.left(thread);
      }
    };
  }

  /** Whether the pair waits until the others are mapped. */
  boolean keep(KeyValue<K, V> pair) {
    return !suspects.isEmpty() && suspects.containsKey(KeyText.of(pair.key())) && isKept(pair);
  }

  /** Those that were kept; from now on they are alone. */
  synchronized List<KeyValue<K, V>> kept() {
    apart = true;
    return List.copyOf(kept);
  }

  /** How the JVM ended when this pair was mapped alone; null: it did not. */
  @Nullable String deadly(K key) {
    Order.Suspect suspect = suspects.get(KeyText.of(key));
    return suspect == null ? null : suspect.cause();
  }

  private synchronized boolean isKept(KeyValue<K, V> pair) {
    return kept.size() < MOST_KEPT && kept.add(pair);
  }
}
