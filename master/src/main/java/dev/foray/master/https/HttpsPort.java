package dev.foray.master.https;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.foray.transport.Doorkeeper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The open HTTPS port. TLS 1.3 alone; a certificate is asked for, and each route says what it needs
 * one for. Made and closed by the Master. A client that dies leaves nothing here but what it has
 * sent whole. Thread-safe.
 */
public final class HttpsPort implements AutoCloseable {
  private static final int BACKLOG = 100;
  private static final int LAST_SECONDS = 1;

  private final HttpsServer server;
  private final CallWatch watch;

  /**
   * The bounds of every call.
   *
   * @param head the longest that a handshake and a request's head take
   * @param term the longest that a client may keep a call waiting after that
   * @param mostJarBytes the longest jar
   */
  public record Limits(Duration head, Duration term, long mostJarBytes) {
    public static final Limits USUAL =
        new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), 1L << 30);
  }

  private HttpsPort(HttpsServer server, CallWatch watch) {
    this.server = server;
    this.watch = watch;
  }

  /**
   * Opens it.
   *
   * @param address the one address to listen on; port 0: any that is free
   * @param context the Master's identity, and whose certificates it believes
   * @param doorkeeper asked at each call of a route that is not for anybody
   * @throws IOException if the port can't be had; the message names it and is one sentence
   */
  public static HttpsPort open(
      InetSocketAddress address,
      SSLContext context,
      Limits limits,
      List<Route> routes,
      Doorkeeper doorkeeper)
      throws IOException {
    boundTheServer();
    HttpsServer server = bound(address, HttpsServer::create, "HTTPS", "https-port");
    CallWatch watch = new CallWatch(limits.head(), limits.term());
    server.setExecutor(watch);
    server.createContext("/", new Routes(routes, doorkeeper, watch));
    HttpsPort opened = new HttpsPort(server, watch);
    opened.present(context);
    server.start();
    return opened;
  }

  /** How a server of the JDK is made. */
  interface Maker<S> {
    S make(InetSocketAddress address, int backlog) throws IOException;
  }

  /**
   * @param what is to be had there, such as HTTPS
   * @param setting that says the port
   */
  static <S> S bound(InetSocketAddress address, Maker<S> maker, String what, String setting)
      throws IOException {
    try {
      return maker.make(address, BACKLOG);
    } catch (IOException e) {
      throw new IOException(
          "can't listen on "
              + address.getAddress().getHostAddress()
              + ":"
              + address.getPort()
              + " for "
              + what
              + " ("
              + e.getMessage()
              + "): choose another port with "
              + setting
              + ", or 0 for any free one",
          e);
    }
  }

  /** Shakes hands with this from now on; connections that are open stay. */
  public void present(SSLContext context) {
    server.setHttpsConfigurator(configurator(context, watch));
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private static HttpsConfigurator configurator(SSLContext context, CallWatch watch) {
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters connection) {
        watch.arrives(connection.getClientAddress().getAddress());
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setWantClientAuth(true);
        connection.setSSLParameters(parameters);
      }
    };
  }

  /** The JDK's server reads its own bounds from here, once, before the first is made. */
  static void boundTheServer() {
    System.setProperty("jdk.httpserver.maxConnections", "1000");
    System.setProperty("sun.net.httpserver.maxReqHeaders", "50");
    System.setProperty("sun.net.httpserver.maxReqHeaderSize", "16384");
    System.setProperty("sun.net.httpserver.idleInterval", "30");
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Who is refused early reads why, if it does not send much more.
    System.setProperty("sun.net.httpserver.drainAmount", String.valueOf(1 << 20));
  }

  @Override
  public void close() {
    server.stop(LAST_SECONDS);
    watch.close();
  }
}
