package dev.foray.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one port of a process on which its registry and its services listen. Made by the process's
 * main, closed by it last. Thread-safe.
 */
public final class RmiHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RmiHost.class);
  private static final int MOST_CONNECTIONS = 2_000;
  private static final int MOST_CONNECTIONS_OF_ONE_ADDRESS = 500;
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** RMI takes the advertised name from a property at each export, so exports go one by one. */
  private static final Object EXPORT = new Object();

  private final Listener listener;
  private final Doorkeeper doorkeeper;
  private final String advertised;
  private final RMIServerSocketFactory port;
  private final Registry registry;
  private final List<Remote> services = new ArrayList<>();
  private boolean closed;

  private RmiHost(Listener listener, Doorkeeper doorkeeper, String advertised)
      throws RemoteException {
    this.listener = listener;
    this.doorkeeper = doorkeeper;
    this.advertised = advertised;
    this.port = number -> listener;
    synchronized (EXPORT) {
      advertise();
      this.registry = LocateRegistry.createRegistry(port(), new Dialer(), port);
    }
  }

  /**
   * Opens the port, with an empty registry.
   *
   * @param self this process's; asked at each connection, since certificates are renewed
   * @param doorkeeper says who may call what
   * @param bind the one address to listen on
   * @param advertised the name or address that others dial
   * @param port 0: any free one
   * @throws IOException if the port is taken or the address is not this host's; the message names
   *     both
   */
  public static RmiHost listen(
      Supplier<Identity> self, Doorkeeper doorkeeper, InetAddress bind, String advertised, int port)
      throws IOException {
    Admission admission = new Admission(MOST_CONNECTIONS, MOST_CONNECTIONS_OF_ONE_ADDRESS);
    return listen(self, doorkeeper, bind, advertised, port, admission, Transport.GREETING);
  }

  static RmiHost listen(
      Supplier<Identity> self,
      Doorkeeper doorkeeper,
      InetAddress bind,
      String advertised,
      int port,
      Admission admission,
      Duration greeting)
      throws IOException {
    Transport.requireInstalled();
    Listener listener;
    try {
      listener = new Listener(self, bind, port, admission, greeting);
    } catch (IOException e) {
      throw new IOException(
          "can't listen on "
              + bind.getHostAddress()
              + ":"
              + port
              + " ("
              + e.getMessage()
              + "): choose another port or an address of this host",
          e);
    }
    return new RmiHost(listener, doorkeeper, advertised);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /**
   * Exports the service on this port and binds it under the name; holds it strongly until {@link
   * #close}.
   */
  public void serve(String name, Remote service) throws RemoteException {
    Remote served = ServedCalls.before(service, doorkeeper);
    synchronized (EXPORT) {
      advertise();
      Remote stub = UnicastRemoteObject.exportObject(served, port(), new Dialer(), port);
      services.add(served);
      registry.rebind(name, stub);
    }
  }

  private void advertise() {
    System.setProperty("java.rmi.server.hostname", advertised);
  }

  /** Takes nothing new, and ends calls under way after a short grace. */
  @Override
  public void close() {
    synchronized (EXPORT) {
      if (closed) {
        return;
      }
      closed = true;
      services.forEach(RmiHost::unexport);
      unexport(registry);
    }
    try {
      listener.close(GRACE);
    } catch (IOException e) {
      LOG.debug("a connection to port {} did not close in order", port(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void unexport(Remote service) {
    try {
      UnicastRemoteObject.unexportObject(service, true);
    } catch (NoSuchObjectException e) {
      LOG.debug("was not exported any more", e);
    }
  }
}
