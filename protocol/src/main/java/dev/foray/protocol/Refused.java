package dev.foray.protocol;

/**
 * The other side understood and will not: the message is one sentence for a person, what is wrong
 * and what to do. Crosses the wire as its message and exit code, without a stack trace.
 */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public Refused(ExitCode exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** What a command that met this ends with. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
