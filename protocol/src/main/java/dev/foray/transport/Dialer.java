package dev.foray.transport;

import dev.foray.protocol.Endpoint;
import java.io.IOException;
import java.io.Serializable;
import java.net.Socket;
import java.rmi.server.RMIClientSocketFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calling side's socket factory, which every stub of Foray carries. Dials only what this
 * process chose by {@link RmiPeer}, whatever a stub says: a stub made by a stranger leads nowhere.
 * What was chosen is known to the process as a whole, since RMI makes instances as it reads stubs.
 * Thread-safe.
 */
final class Dialer implements RMIClientSocketFactory, Serializable {
  private static final long serialVersionUID = 1L;
  private static final Set<Endpoint> CHOSEN = ConcurrentHashMap.newKeySet();

  static void choose(Endpoint endpoint) {
    CHOSEN.add(endpoint);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Endpoint endpoint = new Endpoint(host, port);
    if (!CHOSEN.contains(endpoint)) {
      throw new IOException(
          "refused to dial "
              + endpoint
              + ", where a stub points but which this process did not choose; dial its process by"
              + " the name that it advertises");
    }
    Socket socket = Wire.dial(endpoint);
    // localhost was chosen, and the stub may name what it resolved to.
    CHOSEN.add(new Endpoint(socket.getInetAddress().getHostAddress(), port));
    return socket;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Dialer;
  }

  @Override
  public int hashCode() {
    return Dialer.class.hashCode();
  }
}
