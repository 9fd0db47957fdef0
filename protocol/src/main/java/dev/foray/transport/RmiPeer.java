package dev.foray.transport;

import dev.foray.protocol.Endpoint;
import java.lang.reflect.Proxy;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.function.Supplier;

/**
 * Reaches the services of other processes of this cluster, at addresses that this process chose, as
 * the party that it is. Thread-safe.
 */
public final class RmiPeer {
  private final Supplier<Identity> self;

  /**
   * @param self this process's; asked at each connection, since certificates are renewed
   */
  public RmiPeer(Supplier<Identity> self) {
    this.self = self;
  }

  /** A service of the Master, as {@link #service}. */
  public <T extends Remote> T master(Endpoint endpoint, String name, Class<T> type)
      throws RemoteException {
    return service(endpoint, Party.master(cluster()), name, type);
  }

  /** A service of that node's worker and no other, as {@link #service}. */
  public <T extends Remote> T worker(Endpoint endpoint, String node, String name, Class<T> type)
      throws RemoteException {
    return service(endpoint, Party.worker(cluster(), node), name, type);
  }

  private String cluster() {
    return self.get().party().cluster();
  }

  /**
   * Looks a service up. What is given may be kept: each call is bounded by the connect and response
   * limits of {@link Transport}, and where the process was replaced by another at the same address,
   * the service is looked up again. A call that fails names the address in one sentence; {@code
   * java.rmi.ConnectException} and {@code ConnectIOException} mean that it did not arrive, {@code
   * AccessException} that this party may not make it.
   *
   * @param expected who must answer there
   * @throws RemoteException if the address does not answer, or has no such service; the message
   *     names the address
   */
  <T extends Remote> T service(Endpoint endpoint, Party expected, String name, Class<T> type)
      throws RemoteException {
    Transport.requireInstalled();
    CallsTo calls = new CallsTo(endpoint, new Dialer(endpoint, self, expected), name, type);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
  }
}
