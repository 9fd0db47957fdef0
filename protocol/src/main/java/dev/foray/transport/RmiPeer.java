package dev.foray.transport;

import dev.foray.protocol.Endpoint;
import java.lang.reflect.Proxy;
import java.rmi.Remote;
import java.rmi.RemoteException;

/** Reaches the services of another process at an address that this process chose. Thread-safe. */
public final class RmiPeer {
  private RmiPeer() {}

  /**
   * Looks a service up. What is given may be kept: each call is bounded by the connect and response
   * limits of {@link Transport}, and where the process was replaced by another at the same address,
   * the service is looked up again. A call that fails names the address in one sentence; {@code
   * java.rmi.ConnectException} and {@code ConnectIOException} mean that it did not arrive.
   *
   * @throws RemoteException if the address does not answer, or has no such service; the message
   *     names the address
   */
  public static <T extends Remote> T service(Endpoint endpoint, String name, Class<T> type)
      throws RemoteException {
    Transport.requireInstalled();
    Dialer.choose(endpoint);
    CallsTo calls = new CallsTo(endpoint, name, type);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
  }
}
