package dev.foray.master.fleet;

/**
 * A fleet was told to launch, and did not answer: the nodes may start or not, which is seen within
 * its grace. The message says so, in one sentence for a person.
 */
public final class LaunchUnclear extends Exception {
  private static final long serialVersionUID = 1L;

  public LaunchUnclear(String message, Throwable cause) {
    super(message, cause);
  }
}
