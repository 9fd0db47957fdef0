package dev.foray.master.fleet.ec2;

/** EC2 did not answer, or not in a way that says what it has done; the message is one sentence. */
public final class CloudSilent extends Exception {
  private static final long serialVersionUID = 1L;

  CloudSilent(String message, Throwable cause) {
    super(message, cause);
  }
}
