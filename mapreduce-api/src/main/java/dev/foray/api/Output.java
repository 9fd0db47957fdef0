package dev.foray.api;

import org.jspecify.annotations.Nullable;

/**
 * Where one call of {@link MapReduceJob#map} puts what it found. It belongs to that call and its
 * thread: after the call has returned, both methods throw {@link IllegalStateException}.
 */
public interface Output<R, S extends @Nullable Object> {

  /**
   * Emits one pair; at most 100,000 for one call.
   *
   * @param key a plain value, not null
   * @param value a plain value or null
   * @throws JobMistake if the key is null, if either holds an entity, a proxy or a persistent
   *     collection, or past the limit
   */
  void emit(R key, S value);

  /**
   * Adds to a named counter of the job. Counters commit with the chunk, so they count exactly once
   * too.
   */
  void count(String counter, long by);
}
