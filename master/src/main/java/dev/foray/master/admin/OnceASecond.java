package dev.foray.master.admin;

import dev.foray.protocol.Refused;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers that all who watch share: each is made when somebody asks, and stands for most of a
 * second. So it costs the same whether one watches or ten. Thread-safe.
 */
final class OnceASecond<K, V> {
  private static final long STANDS = Duration.ofMillis(900).toNanos();
  private static final int MOST_ANSWERS = 50;

  private final LongSupplier nanos;
  private final Map<K, Answer<V>> answers = new LinkedHashMap<>(16, 0.75f, true);

  /** Makes an answer of the one before it. */
  interface Question<V> {
    V put(@Nullable V before) throws Refused;
  }

  private static final class Answer<V> {
    private @Nullable V value;
    private long madeAt;
  }

  OnceASecond(LongSupplier nanos) {
    this.nanos = nanos;
  }

  V ask(K key, Question<V> question) throws Refused {
    Answer<V> answer = answer(key);
    synchronized (answer) {
      if (answer.value == null || nanos.getAsLong() - answer.madeAt > STANDS) {
        answer.value = question.put(answer.value);
        answer.madeAt = nanos.getAsLong();
      }
      return Objects.requireNonNull(answer.value);
    }
  }

  private Answer<V> answer(K key) {
    synchronized (answers) {
      Answer<V> answer = answers.computeIfAbsent(key, any -> new Answer<>());
      if (answers.size() > MOST_ANSWERS) {
        answers.remove(answers.keySet().iterator().next());
      }
      return answer;
    }
  }
}
