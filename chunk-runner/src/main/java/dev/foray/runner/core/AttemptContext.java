package dev.foray.runner.core;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Step;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Which attempt a thread works for, in the MDC of slf4j: {@code job}, {@code chunk} and {@code
 * attempt}, for whatever a job logs by its own pattern. Threads that begin meanwhile take it over.
 * Closed by the thread that began it, which then has what it had before.
 */
public final class AttemptContext implements AutoCloseable {
  private static final String JOB = "job";
  private static final String CHUNK = "chunk";
  private static final String ATTEMPT = "attempt";

  private final @Nullable Map<String, String> before = MDC.getCopyOfContextMap();

  private AttemptContext() {}

  public static AttemptContext begin(AttemptId attempt) {
    AttemptContext context = new AttemptContext();
    MDC.put(JOB, attempt.job().toString());
    MDC.put(ATTEMPT, attempt.toString());
    if (attempt.step() == Step.CHUNK) {
      MDC.put(CHUNK, Integer.toString(attempt.chunk()));
    } else {
      MDC.remove(CHUNK);
    }
    return context;
  }

  @Override
  public void close() {
    if (before == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(before);
    }
  }
}
