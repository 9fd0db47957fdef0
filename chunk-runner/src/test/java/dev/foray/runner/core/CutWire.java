package dev.foray.runner.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A wire to a server that can be cut. Connections made after a cut are whole again. */
final class CutWire implements AutoCloseable {
  private final ServerSocket listener;
  private final int server;
  private final List<Link> links = new CopyOnWriteArrayList<>();

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

  /** What the server answers from now on is lost, and the client's end is closed with it. */
  void dropAnswers() {
    links.forEach(link -> link.dropping = true);
  }

  /** Cuts both ends at once. */
  void cut() {
    links.forEach(Link::close);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), server));
        links.add(link);
        start("to server", link::forward);
        start("to client", link::answer);
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static final class Link {
    private final Socket client;
    private final Socket server;
    private volatile boolean dropping;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void forward() {
      pump(client, server, false);
    }

    void answer() {
      pump(server, client, true);
    }

    private void pump(Socket from, Socket to, boolean answers) {
      byte[] buffer = new byte[8192];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (answers && dropping) {
            break;
          }
          out.write(buffer, 0, n);
          out.flush();
        }
      } catch (IOException e) {
        // cut
      } finally {
        close();
      }
    }

    void close() {
      try (client;
          server) {
        dropping = true;
      } catch (IOException e) {
        // closed already
      }
    }
  }
}
