package dev.foray.master.https;

import com.sun.net.httpserver.HttpServer;
import dev.foray.transport.Doorkeeper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A port without TLS, on this host's loopback address alone, for routes that are for anybody who
 * uses this host. Bounded as the {@link HttpsPort} is. Made and closed by the Master. Thread-safe.
 */
public final class PlainPort implements AutoCloseable {
  private final HttpServer server;
  private final CallWatch watch;

  private PlainPort(HttpServer server, CallWatch watch) {
    this.server = server;
    this.watch = watch;
  }

  /**
   * @param address of loopback; port 0: any that is free
   * @throws IOException if the port can't be had; the message names it and is one sentence
   */
  public static PlainPort open(InetSocketAddress address, List<Route> routes) throws IOException {
    if (!address.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(address + " is not on loopback, and this has no TLS");
    }
    HttpsPort.boundTheServer();
    HttpServer server = HttpsPort.bound(address, HttpServer::create, "metrics", "metrics-bind");
    CallWatch watch = new CallWatch(HttpsPort.Limits.USUAL.head(), HttpsPort.Limits.USUAL.term());
    server.setExecutor(watch);
    server.createContext("/", new Routes(routes, Doorkeeper.byCertificate(), watch));
    server.start();
    return new PlainPort(server, watch);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    watch.close();
  }
}
