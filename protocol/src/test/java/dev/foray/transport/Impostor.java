package dev.foray.transport;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers over HTTPS in the Master's place, with whatever identity it has, and counts what it gets
 * to hear. Thread-safe.
 */
public final class Impostor implements AutoCloseable {
  private final HttpsServer server;
  private final AtomicInteger heard = new AtomicInteger();

  public Impostor(Identity identity) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
    server.createContext(
        "/",
        exchange -> {
          heard.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  public URI uri() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Requests of which it has read at least the head. */
  public int heard() {
    return heard.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
