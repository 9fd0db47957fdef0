package dev.foray.worker;

import dev.foray.protocol.ExitCode;
import java.time.Duration;

/** Why a worker ends, with which exit code, and how long the Master may take to take its logs. */
enum Ending {
  /** The Master drained it, and nothing runs any more. */
  DRAINED(ExitCode.SUCCEEDED, true, 30),
  /** A signal asked it to. What runs is killed. */
  TERMINATED(ExitCode.INTERRUPTED, true, 2),
  /** The Master will not have it. What runs is killed. */
  REFUSED(ExitCode.WRONG_USE, false, 0),
  /** Too long without a Master and without anything to do. */
  MASTERLESS(ExitCode.NO_MASTER, false, 0),
  /** The Master's process is gone, and this worker was to end with it. What runs is killed. */
  MASTER_GONE(ExitCode.SUCCEEDED, false, 0);

  private final ExitCode exitCode;
  private final boolean goodbye;
  private final Duration lastLogs;

  Ending(ExitCode exitCode, boolean goodbye, int lastLogsSeconds) {
    this.exitCode = exitCode;
    this.goodbye = goodbye;
    this.lastLogs = Duration.ofSeconds(lastLogsSeconds);
  }

  ExitCode exitCode() {
    return exitCode;
  }

  /** How long it waits for the Master to take the logs that it has. */
  Duration lastLogs() {
    return lastLogs;
  }

  /** Whether there is a Master to report to and to say goodbye to. */
  boolean saysGoodbye() {
    return goodbye;
  }
}
