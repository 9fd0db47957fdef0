package dev.foray.transport;

import dev.foray.protocol.Endpoint;
import java.rmi.Remote;
import java.rmi.RemoteException;

/** Reaches the services of another process at an address that this process chose. Thread-safe. */
public final class RmiPeer {
  private RmiPeer() {}

  /**
   * Looks a service up. Each call on the result is bounded by the connect and response limits of
   * {@link Transport}.
   *
   * @throws RemoteException if the address does not answer, or has no such service; the message
   *     names the address
   */
  public static <T extends Remote> T service(Endpoint endpoint, String name, Class<T> type)
      throws RemoteException {
    throw new AssertionError("to be written " + endpoint + name + type);
  }
}
