package dev.foray.runner.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One chunk, tried until an attempt commits, as the Master would: what was not the job's fault is
 * given back and dispatched again under the next number, after a pause that doubles.
 */
final class RepeatedChunk {
  static final int MOST_ATTEMPTS = 10;
  private static final int FIRST_PAUSE_MILLIS = 50;
  private static final int LONGEST_PAUSE_MILLIS = 1_000;

  private final Attempts attempts;
  private final LambdaJob job;
  private final int chunk;
  private final ScheduledExecutorService threads;
  private final Random random;
  private final List<AttemptResult> results = new ArrayList<>();
  private final CompletableFuture<List<AttemptResult>> end = new CompletableFuture<>();

  RepeatedChunk(Attempts attempts, LambdaJob job, int chunk, ScheduledExecutorService threads) {
    this.attempts = attempts;
    this.job = job;
    this.chunk = chunk;
    this.threads = threads;
    this.random = new Random(chunk);
  }

  /** The results of its attempts in their order; only the last may have committed. */
  CompletableFuture<List<AttemptResult>> start() {
    threads.execute(this::tryOnce);
    return end;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What fails is told by the end.
  private void tryOnce() {
    try {
      attempts.dispatch(chunk);
      AttemptResult result = attempts.chunk(job, chunk, results.size() + 1);
      results.add(result);
      if (result.kind() == null
          || result.kind().isCharged()
          || results.size() == MOST_ATTEMPTS
          || attempts.giveBack(chunk, results.size()) == 0) {
        end.complete(results);
      } else {
        threads.schedule(this::tryOnce, pause(), TimeUnit.MILLISECONDS);
      }
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  /** Half to all of it, so that two that met once do not meet again. */
  private int pause() {
    int most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << (results.size() - 1));
    return most / 2 + random.nextInt(most / 2 + 1);
  }
}
