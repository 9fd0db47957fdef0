package dev.foray.protocol;

/** What a command ends with. The table in the documents is this enum. */
public enum ExitCode {
  /** The job succeeded, or the command did what it was asked. */
  SUCCEEDED(0),
  /** The job failed; or a command has found that something is left to be done. */
  JOB_FAILED(1),
  /** Wrong use: an option, a class, a jar, a port or a directory that can't be used. */
  WRONG_USE(2),
  /** No Master answered. */
  NO_MASTER(3),
  /** The job was cancelled. */
  CANCELLED(4),
  /** The database refuses, or is not there. */
  DATABASE(5),
  /** Another Master has taken over the ledger of this one. */
  SUPERSEDED(6),
  /** Interrupted by Ctrl-C. */
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
