package dev.foray.runner.boot;

/** What a chunk-runner's process ends with. A hint: what counts is in the ledger. */
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
  PARENT_GONE(5);

  private final int code;

  RunnerExit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
