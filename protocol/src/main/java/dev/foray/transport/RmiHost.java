package dev.foray.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.rmi.Remote;
import java.rmi.RemoteException;

/**
 * The one port of a process on which its registry and its services listen. Made by the process's
 * main, closed by it last. Thread-safe.
 */
public final class RmiHost implements AutoCloseable {

  private RmiHost() {}

  /**
   * Opens the port, with an empty registry.
   *
   * @param bind the one address to listen on
   * @param advertised the name or address that others dial
   * @param port 0: any free one
   * @throws IOException if the port is taken or the address is not this host's; the message names
   *     both
   */
  public static RmiHost listen(InetAddress bind, String advertised, int port) throws IOException {
    throw new AssertionError("to be written " + bind + advertised + port);
  }

  public int port() {
    throw new AssertionError("to be written");
  }

  /**
   * Exports the service on this port and binds it under the name; holds it strongly until {@link
   * #close}.
   */
  public void serve(String name, Remote service) throws RemoteException {
    throw new AssertionError("to be written");
  }

  /** Takes nothing new, and ends calls under way after a short grace. */
  @Override
  public void close() {
    throw new AssertionError("to be written");
  }
}
