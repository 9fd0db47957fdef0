package dev.foray.master.fleet.ec2;

/** EC2 does not do what it was asked; the message is one sentence that says why, and what to do. */
public final class CloudRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean isOfRights;

  CloudRefused(String message, Throwable cause) {
    this(message, cause, false);
  }

  CloudRefused(String message, Throwable cause, boolean isOfRights) {
    super(message, cause);
    this.isOfRights = isOfRights;
  }

  /** Whether it is for lack of a permission. */
  public boolean isOfRights() {
    return isOfRights;
  }
}
