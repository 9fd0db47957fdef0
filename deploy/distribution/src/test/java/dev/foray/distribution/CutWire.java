package dev.foray.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to a server that can be cut. Connections made after a cut are whole again. */
final class CutWire implements AutoCloseable {
  private final ServerSocket listener;
  private final int server;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();

  private CutWire(ServerSocket listener, int server) {
    this.listener = listener;
    this.server = server;
  }

  static CutWire to(int server) throws IOException {
    CutWire wire = new CutWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    start("wire", wire::accept);
    return wire;
  }

  int port() {
    return listener.getLocalPort();
  }

  /**
   * Cuts all connections there are, in both directions at once.
   *
   * @return how many
   */
  int cut() {
    int cut = ends.size() / 2;
    ends.forEach(this::close);
    return cut;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        ends.add(client);
        start("link", () -> link(client));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void link(Socket client) {
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
      ends.add(far);
      start("to client", () -> pump(far, client));
      pump(client, far);
    } catch (IOException e) {
      close(client); // The server is away.
    }
  }

  private void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // cut
    } finally {
      close(from);
      close(to);
    }
  }

  private void close(Socket end) {
    ends.remove(end);
    try {
      end.close();
    } catch (IOException e) {
      // closed already
    }
  }

  private static void start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }
}
