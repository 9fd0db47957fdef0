package dev.foray.protocol;

/** Why an attempt did not commit. The kind decides what happens next. */
public enum FailureKind {
  /** The job's code threw. */
  USER_CODE(true),
  /**
   * The job's code asks for something that can't work however often it is tried: no further
   * attempt.
   */
  MISTAKE(true),
  /**
   * The runner's JVM ended by itself: exit, crash, out of memory, kill; or its worker went without
   * notice, for the second time with this chunk.
   */
  RUNNER_DIED(true),
  /** It took longer than the attempt timeout. */
  TIMED_OUT(true),
  /** Its worker or node went silent. */
  LOST(false),
  /** The database was away, a deadlock, a serialization failure, a refused connection. */
  INFRASTRUCTURE(false),
  /** A newer attempt exists. */
  FENCED(false),
  /** The job was cancelled. */
  CANCELLED(false);

  private final boolean charged;

  FailureKind(boolean charged) {
    this.charged = charged;
  }

  /** Whether it counts against the attempts that a chunk has. */
  public boolean isCharged() {
    return charged;
  }
}
