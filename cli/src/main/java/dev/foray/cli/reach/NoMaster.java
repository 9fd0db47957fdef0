package dev.foray.cli.reach;

import dev.foray.protocol.Endpoint;

/** No Master answered, or its answer never came. The message is one sentence for a person. */
public final class NoMaster extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NoMaster(String message, Exception cause) {
    super(message, cause);
  }

  /** The call did not arrive anywhere. */
  public static NoMaster at(Endpoint endpoint, Exception cause) {
    return new NoMaster(
        "No Master answers at "
            + endpoint
            + ": start one with `master start`, or say where it is with --master host:port.",
        cause);
  }

  /** The call may have arrived; the cause's message names the address. */
  static NoMaster silent(Exception cause) {
    return new NoMaster(
        "The Master gave no answer, "
            + cause.getMessage()
            + ": its log says more, and the command may be repeated.",
        cause);
  }
}
