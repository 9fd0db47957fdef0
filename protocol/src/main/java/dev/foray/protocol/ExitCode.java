package dev.foray.protocol;

/** What a command ends with. The table in the documents is this enum. */
public enum ExitCode {
  SUCCEEDED(
      0, "the job succeeded, be it with pairs set aside, or the command did what it was asked"),
  JOB_FAILED(1, "the job failed; or the doctor has found a fault, or a sweep has left something"),
  WRONG_USE(2, "wrong use: an option, a class, a jar, a port or a directory that can't be used"),
  NO_MASTER(3, "no Master answered"),
  CANCELLED(4, "the job was cancelled"),
  DATABASE(5, "the database refuses, or is not there"),
  SUPERSEDED(6, "another Master has taken over the ledger of this one"),
  INTERRUPTED(130, "interrupted by Ctrl-C");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** In a clause, for people. */
  public String meaning() {
    return meaning;
  }

  public int number() {
    return number;
  }
}
