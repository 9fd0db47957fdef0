package dev.foray.api;

import org.jspecify.annotations.Nullable;

/** One pair, read or emitted. The key is never null where Foray takes it; the value may be. */
public record KeyValue<K, V extends @Nullable Object>(K key, V value) {

  public static <K, V extends @Nullable Object> KeyValue<K, V> of(K key, V value) {
    return new KeyValue<>(key, value);
  }
}
