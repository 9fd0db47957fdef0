package dev.foray.master.outcome;

import dev.foray.launch.RunnerExit;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.InMap;
import java.util.Map;

/**
 * How the JVM of a runner ended, in words.
 *
 * @param exitCode 128 + signal where one ended it
 */
record Death(AttemptId attempt, int exitCode, InMap inMap) {
  private static final int SIGNAL = 128;
  private static final Map<Integer, String> SIGNALS =
      Map.of(4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV");

  /** {@code OutOfMemoryError (exit code 3)}, {@code SIGKILL (signal 9)}. */
  String cause() {
    if (exitCode > SIGNAL) {
      int signal = exitCode - SIGNAL;
      String name = SIGNALS.get(signal);
      return name == null ? "signal " + signal : name + " (signal " + signal + ")";
    }
    String code = "exit code " + exitCode;
    if (exitCode == RunnerExit.OUT_OF_MEMORY.code()) {
      return "OutOfMemoryError (" + code + ")";
    }
    return exitCode == RunnerExit.JOB_CALLED_EXIT.code() ? "System.exit (" + code + ")" : code;
  }

  /** What failed; it names the pair, where one alone was mapped. */
  String sentence(String lastLine) {
    if (inMap.isOneAlone()) {
      return "the pair of key "
          + inMap.keys().get(0)
          + " ends the JVM: "
          + cause()
          + ", as it was mapped alone in "
          + attempt
          + "; its log ends: "
          + lastLine;
    }
    return "the runner of "
        + attempt
        + " was ended by "
        + cause()
        + " and committed nothing; "
        + suspects()
        + "its log ends: "
        + lastLine;
  }

  private String suspects() {
    return inMap.keys().isEmpty() ? "" : "in map then: " + String.join(", ", inMap.keys()) + "; ";
  }
}
