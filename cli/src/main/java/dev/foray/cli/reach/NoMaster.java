package dev.foray.cli.reach;

import dev.foray.protocol.Endpoint;
import java.net.SocketException;
import java.net.UnknownHostException;

/** No Master answered, or its answer never came. The message is one sentence for a person. */
public final class NoMaster extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoMaster(String message, Throwable cause) {
    super(message, cause);
  }

  static NoMaster at(Endpoint endpoint, Exception cause) {
    Throwable root = root(cause);
    if (root instanceof UnknownHostException) {
      return new NoMaster(
          "There is no host "
              + endpoint.host()
              + ", where the Master should be: say where it is with --master host:port.",
          cause);
    }
    if (root instanceof SocketException) {
      return new NoMaster(
          "No Master answers at "
              + endpoint
              + ": start one with `master start`, or say where it is with --master host:port.",
          cause);
    }
    return new NoMaster(
        "The Master at "
            + endpoint
            + " gave no answer ("
            + root.getMessage()
            + "): its log says more, and the same command may be repeated.",
        cause);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 50; depth++) {
      root = root.getCause();
    }
    return root;
  }
}
