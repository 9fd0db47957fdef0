package dev.foray.fakeec2.front;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.query.Blob;
import dev.foray.fakeec2.query.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server that clients talk to, on loopback, on a free port. Made and closed by the fake;
 * its threads are called {@code fake-ec2 door}.
 */
public final class Door implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private final HttpServer server;
  private final Counter counter;
  private final Faults faults;
  private final ExecutorService threads;
  private final CountDownLatch closed = new CountDownLatch(1);

  public Door(
      Account account, Faults faults, Throttles throttles, Requests requests, InstantSource wall) {
    this.faults = faults;
    this.counter = new Counter(account, faults, throttles, requests, wall);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "fake-ec2 door");
              thread.setDaemon(true);
              return thread;
            });
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("The fake found no free port on loopback", e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Whoever is in a delay on order is let go without an answer. */
  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Call call = read(exchange);
      Fault fault = faults.take(call.action(), call.parameters());
      if (waitedInVain(fault)) {
        return;
      }
      Reply reply = counter.serve(call, fault);
      if (reply.status() != 0) {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(reply.status(), reply.bytes().length);
        exchange.getResponseBody().write(reply.bytes());
      }
    } catch (RuntimeException e) {
      LOG.error("The fake failed at a request, whose client gets no answer: a bug of the fake", e);
    }
  }

  private boolean waitedInVain(Fault fault) {
    try {
      return !fault.before().isZero()
          && closed.await(fault.before().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Call read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    boolean post = exchange.getRequestMethod().equals("POST");
    String form = post ? new String(body, StandardCharsets.UTF_8) : query;
    return new Call(
        exchange.getRequestMethod(),
        uri.getRawPath(),
        query,
        headers,
        Blob.of(body),
        headers.containsKey("x-amz-target")
            ? Parameters.ofFlatJson(form)
            : Parameters.ofForm(form));
  }
}
