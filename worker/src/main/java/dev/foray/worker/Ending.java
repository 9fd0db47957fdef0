package dev.foray.worker;

import dev.foray.protocol.ExitCode;

/** Why a worker ends, and with which exit code. */
enum Ending {
  /** The Master drained it, and nothing runs any more. */
  DRAINED(ExitCode.SUCCEEDED, true),
  /** A signal asked it to. What runs is killed. */
  TERMINATED(ExitCode.INTERRUPTED, true),
  /** The Master will not have it. What runs is killed. */
  REFUSED(ExitCode.WRONG_USE, false),
  /** Too long without a Master and without anything to do. */
  MASTERLESS(ExitCode.NO_MASTER, false),
  /** The Master's process is gone, and this worker was to end with it. What runs is killed. */
  MASTER_GONE(ExitCode.SUCCEEDED, false);

  private final ExitCode exitCode;
  private final boolean goodbye;

  Ending(ExitCode exitCode, boolean goodbye) {
    this.exitCode = exitCode;
    this.goodbye = goodbye;
  }

  ExitCode exitCode() {
    return exitCode;
  }

  /** Whether there is a Master to report to and to say goodbye to. */
  boolean saysGoodbye() {
    return goodbye;
  }
}
