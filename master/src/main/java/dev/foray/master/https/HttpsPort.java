package dev.foray.master.https;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Master's HTTPS port, TLS 1.3 alone. Made by the Master, closed by it. Whoever says nothing
 * holds a thread for seconds, and there are few.
 */
public final class HttpsPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpsPort.class);
  private static final int THREADS = 8;
  private static final int MOST_WAITING = 100;
  private static final int BACKLOG = 100;

  private final HttpsServer server;
  private final ThreadPoolExecutor threads;

  /** One path and what answers there. */
  public interface Route {
    String path();

    String method();

    /**
     * @return the body of the answer
     * @throws Refused the answer is then its sentence
     */
    String answer(HttpExchange exchange) throws Refused, IOException;
  }

  private HttpsPort(HttpsServer server) {
    this.server = server;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            named(),
            new ThreadPoolExecutor.AbortPolicy());
    threads.allowCoreThreadTimeOut(true);
    server.setExecutor(threads);
  }

  /**
   * @param port 0: any free one
   * @throws IOException if the port is taken; the message names it
   */
  public static HttpsPort open(InetAddress bind, int port, SSLContext context, List<Route> routes)
      throws IOException {
    limitWaits();
    HttpsServer server;
    try {
      server = HttpsServer.create(new InetSocketAddress(bind, port), BACKLOG);
    } catch (IOException e) {
      throw new IOException(
          "can't listen on "
              + bind.getHostAddress()
              + ":"
              + port
              + " for HTTPS ("
              + e.getMessage()
              + "): choose another port with https-port",
          e);
    }
    HttpsPort opened = new HttpsPort(server);
    opened.present(context);
    routes.forEach(route -> server.createContext(route.path(), ex -> answer(route, ex)));
    server.start();
    return opened;
  }

  /** The JDK's server waits for ever unless told otherwise. */
  private static void limitWaits() {
    for (String limit : List.of("maxReqTime", "maxRspTime", "idleInterval")) {
      String name = "sun.net.httpserver." + limit;
      if (System.getProperty(name) == null) {
        System.setProperty(name, "30");
      }
    }
  }

  /** Shakes hands with this from now on. */
  public void present(SSLContext context) {
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = context.getDefaultSSLParameters();
            tls.setProtocols(new String[] {"TLSv1.3"});
            tls.setWantClientAuth(true);
            parameters.setSSLParameters(tls);
          }
        });
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private static void answer(Route route, HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = reply(route, exchange);
      byte[] bytes = reply.text().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private record Reply(int status, String text) {}

  private static Reply reply(Route route, HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals(route.path())
        || !exchange.getRequestMethod().equals(route.method())) {
      return new Reply(404, "There is nothing here.\n");
    }
    try {
      return new Reply(200, route.answer(exchange));
    } catch (Refused e) {
      return new Reply(403, e.getMessage() + "\n");
    } catch (RuntimeException e) {
      LOG.error("{} failed", route.path(), e);
      return new Reply(500, "The Master failed at this; its log says more.\n");
    }
  }

  private static java.util.concurrent.ThreadFactory named() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "https-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
