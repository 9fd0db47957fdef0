package dev.foray.transport;

import java.rmi.ConnectIOException;

/**
 * Somebody answers at the address, but one of the two ends does not take the other's certificate:
 * it is of another cluster, has ended, or is somebody else's. The call did not arrive.
 */
public final class NoTrust extends ConnectIOException {
  private static final long serialVersionUID = 1L;

  NoTrust(String message) {
    super(message);
  }
}
