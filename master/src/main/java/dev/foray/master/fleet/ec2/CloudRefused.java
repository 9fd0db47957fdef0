package dev.foray.master.fleet.ec2;

/** EC2 does not do what it was asked; the message is one sentence that says why, and what to do. */
final class CloudRefused extends Exception {
  private static final long serialVersionUID = 1L;

  CloudRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
