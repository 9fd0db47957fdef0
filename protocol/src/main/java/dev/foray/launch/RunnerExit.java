package dev.foray.launch;

import dev.foray.protocol.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * What a chunk-runner's process ends with. A hint: what counts is in the ledger. It reaches the
 * Master by the worker, also where the runner's own report does not.
 */
public enum RunnerExit {
  /** The attempt has committed. */
  COMMITTED(0),
  /** The attempt failed and was rolled back. */
  FAILED(1),
  /** No order could be read from standard input. */
  NO_ORDER(2),
  /** The heap is full. The JVM itself ends with this code ({@code -XX:+ExitOnOutOfMemoryError}). */
  OUT_OF_MEMORY(3),
  /** The job's code called {@code System.exit}, with whatever code. */
  JOB_CALLED_EXIT(4),
  /** Standard input closed: the process that forked this one is gone. */
  PARENT_GONE(5),
  /** The attempt failed and was rolled back; the job is not to blame. */
  INFRASTRUCTURE(6);

  private final int code;

  RunnerExit(int code) {
    this.code = code;
  }

  /**
   * @param kind how the attempt failed; null: it has committed
   */
  public static RunnerExit of(@Nullable FailureKind kind) {
    if (kind == null) {
      return COMMITTED;
    }
    return kind == FailureKind.INFRASTRUCTURE ? INFRASTRUCTURE : FAILED;
  }

  public int code() {
    return code;
  }
}
