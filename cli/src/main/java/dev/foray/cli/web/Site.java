package dev.foray.cli.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.foray.cli.reach.Master;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves the page on the loopback address until it is closed. Made by {@code master web}; owns the
 * port and its few threads. A Master that goes away is asked again by whoever still looks; the page
 * itself ends with this process, and says so. Thread-safe.
 */
public final class Site implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int WAITING = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, threadsNamed("web-"));
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Token token = Token.random();
  private final Gate gate;
  private final Windows windows;
  private final Routes routes;

  /**
   * @param port 0: any free one
   * @param where the Master is, in a few words
   * @param user who asks, for the record
   * @throws IOException if the port can't be had
   */
  public Site(int port, Master master, String where, String user, InstantSource clock)
      throws IOException {
    boundTheServer();
    windows = new Windows(master, clock, PATIENCE);
    routes = new Routes(master, where, user, windows);
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
            WAITING);
    gate = new Gate(token, server.getAddress().getPort());
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** What a person opens, with the token. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/?token=" + token.reveal();
  }

  /** Returns once it is closed. */
  public void awaitEnd() throws InterruptedException {
    closed.await();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(HttpExchange exchange) throws InterruptedException {
    Request request;
    try {
      request = Request.of(exchange);
    } catch (IllegalArgumentException e) {
      return Answer.sentence(Answer.BAD_REQUEST, "That is no address of this page.");
    }
    Optional<Answer> refusal = gate.answer(request);
    try {
      return refusal.isPresent() ? refusal.get() : routes.answer(request);
    } catch (RuntimeException e) {
      return Answer.sentence(Answer.FAILED, "This page failed at that: " + e);
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    answer.allHeaders().forEach(exchange.getResponseHeaders()::set);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** The JDK's server reads its own bounds from here, once, before the first is made. */
  private static void boundTheServer() {
    System.setProperty("jdk.httpserver.maxConnections", "100");
    System.setProperty("sun.net.httpserver.maxReqHeaders", "50");
    System.setProperty("sun.net.httpserver.maxReqHeaderSize", "16384");
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "60");
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  static ThreadFactory threadsNamed(String beginning) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, beginning + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    windows.close();
    closed.countDown();
  }
}
