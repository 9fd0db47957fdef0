package dev.foray.master.fleet;

/** A fleet did not accept a launch; the message says why, in one sentence for a person. */
public final class LaunchFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public LaunchFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
