package dev.foray.runner.core.map;

import dev.foray.api.Output;
import org.jspecify.annotations.Nullable;

/** The job's {@code map}, or something around it. */
public interface Mapping<K, V extends @Nullable Object, R, S extends @Nullable Object> {
  void map(K key, V value, Output<R, S> output) throws Exception;
}
