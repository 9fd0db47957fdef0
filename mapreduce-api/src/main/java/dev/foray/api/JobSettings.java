package dev.foray.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a job needs by its nature. Null is "not said here": the command line comes first, then this,
 * then the Master's configuration, then the default.
 *
 * @param mapThreads threads that call {@code map} in one process; default: cores divided by slots,
 *     at least 2
 * @param mapRetries how often a pair whose {@code map} throws is tried again at once, with
 *     back-off, its output discarded; default 0
 * @param attempts attempts of a chunk that may fail before the chunk does; default 4
 * @param attemptTimeout the longest that one attempt may take; default 1 hour
 * @param maxSkipped pairs of one chunk whose {@code map} throws, or ends the JVM, that are set
 *     aside instead of failing it; default 0
 * @param maxRunningChunks chunks of the job that run at once, at most; default: no limit but slots
 *     and connections
 * @param writeBuffer emitted pairs held before they are written; past it the order of the keys
 *     holds per flush; default 100,000
 * @param batchSize pairs handed to {@code writeAll} at once; default 1,000
 */
public record JobSettings(
    @Nullable Integer mapThreads,
    @Nullable Integer mapRetries,
    @Nullable Integer attempts,
    @Nullable Duration attemptTimeout,
    @Nullable Integer maxSkipped,
    @Nullable Integer maxRunningChunks,
    @Nullable Integer writeBuffer,
    @Nullable Integer batchSize) {

  private static final JobSettings DEFAULTS =
      new JobSettings(null, null, null, null, null, null, null, null);

  /**
   * @throws JobMistake if a value is below what makes sense, naming it
   */
  public JobSettings {
    atLeast("mapThreads", mapThreads, 1);
    atLeast("mapRetries", mapRetries, 0);
    atLeast("attempts", attempts, 1);
    atLeast("maxSkipped", maxSkipped, 0);
    atLeast("maxRunningChunks", maxRunningChunks, 0);
    atLeast("writeBuffer", writeBuffer, 1);
    atLeast("batchSize", batchSize, 1);
    if (attemptTimeout != null && (attemptTimeout.isNegative() || attemptTimeout.isZero())) {
      throw new JobMistake("attemptTimeout is " + attemptTimeout + ": it must be more than zero");
    }
  }

  /** Nothing said: each setting is taken from elsewhere. */
  public static JobSettings defaults() {
    return DEFAULTS;
  }

  public JobSettings mapThreads(int threads) {
    return new JobSettings(
        threads,
        mapRetries,
        attempts,
        attemptTimeout,
        maxSkipped,
        maxRunningChunks,
        writeBuffer,
        batchSize);
  }

  public JobSettings mapRetries(int retries) {
    return new JobSettings(
        mapThreads,
        retries,
        attempts,
        attemptTimeout,
        maxSkipped,
        maxRunningChunks,
        writeBuffer,
        batchSize);
  }

  public JobSettings attempts(int most) {
    return new JobSettings(
        mapThreads,
        mapRetries,
        most,
        attemptTimeout,
        maxSkipped,
        maxRunningChunks,
        writeBuffer,
        batchSize);
  }

  public JobSettings attemptTimeout(Duration longest) {
    return new JobSettings(
        mapThreads,
        mapRetries,
        attempts,
        longest,
        maxSkipped,
        maxRunningChunks,
        writeBuffer,
        batchSize);
  }

  public JobSettings maxSkipped(int pairs) {
    return new JobSettings(
        mapThreads,
        mapRetries,
        attempts,
        attemptTimeout,
        pairs,
        maxRunningChunks,
        writeBuffer,
        batchSize);
  }

  public JobSettings maxRunningChunks(int chunks) {
    return new JobSettings(
        mapThreads,
        mapRetries,
        attempts,
        attemptTimeout,
        maxSkipped,
        chunks,
        writeBuffer,
        batchSize);
  }

  public JobSettings writeBuffer(int pairs) {
    return new JobSettings(
        mapThreads,
        mapRetries,
        attempts,
        attemptTimeout,
        maxSkipped,
        maxRunningChunks,
        pairs,
        batchSize);
  }

  public JobSettings batchSize(int pairs) {
    return new JobSettings(
        mapThreads,
        mapRetries,
        attempts,
        attemptTimeout,
        maxSkipped,
        maxRunningChunks,
        writeBuffer,
        pairs);
  }

  private static void atLeast(String name, @Nullable Integer value, int least) {
    if (value != null && value < least) {
      throw new JobMistake(name + " is " + value + ": it must be at least " + least);
    }
  }
}
