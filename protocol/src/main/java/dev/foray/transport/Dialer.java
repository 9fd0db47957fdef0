package dev.foray.transport;

import dev.foray.protocol.Endpoint;
import java.io.IOException;
import java.io.Serializable;
import java.net.Socket;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.RMIClientSocketFactory;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calling side's socket factory, which every stub of Foray carries. One that looks a service up
 * dials the address that it was made for, as this process and to the party expected there; the stub
 * that the look-up reads gets this same dialer, so it leads nowhere else whatever it says. Any
 * other that comes off a stream dials nothing. Thread-safe.
 */
final class Dialer implements RMIClientSocketFactory, Serializable {
  private static final long serialVersionUID = 1L;
  private static final ThreadLocal<Dialer> LOOKING_UP = new ThreadLocal<>();

  private final transient @Nullable Line line;

  /** From whom to whom. */
  private record Line(Endpoint endpoint, Supplier<Identity> self, Party expected) {}

  /** Names under which a stub may mean the address that was chosen: localhost may be resolved. */
  private final transient Set<String> hosts = ConcurrentHashMap.newKeySet();

  /** One that dials nothing: what stubs carry to others. */
  Dialer() {
    this.line = null;
  }

  Dialer(Endpoint endpoint, Supplier<Identity> self, Party expected) {
    this.line = new Line(endpoint, self, expected);
    hosts.add(endpoint.host());
  }

  /** Asks the registry at the address that this one was made for. */
  Remote lookUp(String name) throws RemoteException, NotBoundException {
    Endpoint endpoint = Objects.requireNonNull(line).endpoint();
    LOOKING_UP.set(this);
    try {
      return LocateRegistry.getRegistry(endpoint.host(), endpoint.port(), this).lookup(name);
    } finally {
      LOOKING_UP.remove();
    }
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Line chosen = line;
    if (chosen == null || !hosts.contains(host) || chosen.endpoint().port() != port) {
      throw new IOException(
          "refused to dial "
              + new Endpoint(host, port)
              + ", where a stub points but which this process did not choose; dial its process by"
              + " the name that it advertises");
    }
    Socket socket = Wire.dial(new Endpoint(host, port), chosen.self().get(), chosen.expected());
    hosts.add(socket.getInetAddress().getHostAddress());
    return socket;
  }

  /** What is read while this process looks a service up is bound to that look-up. */
  private Object readResolve() {
    Dialer looking = LOOKING_UP.get();
    return looking == null ? new Dialer() : looking;
  }

  /** Connections are kept by it: those of two parties never mix. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Dialer dialer && Objects.equals(dialer.line, line);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(line);
  }
}
